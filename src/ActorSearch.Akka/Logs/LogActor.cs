using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace ActorSearch.Akka.Logs;

/// <summary>
/// Akka's log in the program's. A node that cannot be reached is everyday here, and so is a peer that talks nonsense:
/// what Akka calls an error of its network is a warning, and of each level only so many lines are kept.
/// </summary>
internal sealed partial class LogActor : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private const int MaxLines = 10;
    private const int MaxLength = 500;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Level, LineLimit> _limits = [];
    private readonly ILogger _log;

    public LogActor()
    {
        _log = Context.System.Settings.Setup.Get<LogSetup>().Value.Log;
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(Write);
    }

    private void Write(LogEvent line)
    {
        var level = LevelOf(line);
        if (!_log.IsEnabled(level))
        {
            return;
        }

        if (!_limits.TryGetValue(level, out var limit))
        {
            _limits.Add(level, limit = new LineLimit(MaxLines, Period, TimeProvider.System));
        }

        if (!limit.Admits(out var leftOut))
        {
            return;
        }

        if (leftOut > 0)
        {
            LogLeftOut(leftOut);
        }

        // The type of an exception and its message; where it was thrown inside Akka helps nobody here.
        var why = line.Cause is null ? string.Empty : $": {line.Cause.GetType().Name}: {line.Cause.Message}";
        var text = line.Message + why;
        LogLine(level, line.LogClass.Name, text.Length <= MaxLength ? text : text[..MaxLength] + "...");
    }

    private static Level LevelOf(LogEvent line)
    {
        var isOfNetwork = line.LogClass.Namespace?.StartsWith("Akka.Remote", StringComparison.Ordinal) == true
            || line.LogSource.Contains("remot", StringComparison.OrdinalIgnoreCase)
            || line.LogSource.Contains("/system/endpointManager", StringComparison.Ordinal);
        return line.LogLevel() switch
        {
            AkkaLevel.ErrorLevel => isOfNetwork ? Level.Warning : Level.Error,
            AkkaLevel.WarningLevel => isOfNetwork ? Level.Information : Level.Warning,
            AkkaLevel.InfoLevel => isOfNetwork ? Level.Debug : Level.Information,
            _ => Level.Debug,
        };
    }

    [LoggerMessage(Message = "{Part}: {What}")]
    private partial void LogLine(Level level, string part, string what);

    [LoggerMessage(Level.Information, "{LeftOut} more lines of the cluster are not listed")]
    private partial void LogLeftOut(int leftOut);
}
