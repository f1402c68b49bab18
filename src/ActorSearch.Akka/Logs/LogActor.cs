using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace ActorSearch.Akka.Logs;

/// <summary>
/// Akka's log in the program's, lower: a node that comes, goes or talks nonsense is everyday here, and what matters of
/// it the program says itself. Of each level only so many lines are kept.
/// </summary>
internal sealed partial class LogActor : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private const int MaxLines = 20;
    private const int MaxLength = 300;

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
        var text = FirstLine(line.Message?.ToString() ?? string.Empty) + why;
        LogLine(level, line.LogSource, text.Length <= MaxLength ? text : text[..MaxLength] + "...");
    }

    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text;

    private static bool IsOfConnections(string source) =>
        source.Contains("/endpointManager", StringComparison.Ordinal) || source.StartsWith("remoting", StringComparison.OrdinalIgnoreCase);

    private static Level LevelOf(LogEvent line) => line.LogLevel() switch
    {
        // That a peer is gone is told by the cluster's own lines, in words for people.
        AkkaLevel.ErrorLevel when IsOfConnections(line.LogSource) => Level.Information,
        AkkaLevel.ErrorLevel => Level.Warning,
        _ => Level.Debug,
    };

    [LoggerMessage(Message = "{Part}: {What}")]
    private partial void LogLine(Level level, string part, string what);

    [LoggerMessage(Level.Information, "{LeftOut} more lines of the cluster are not listed")]
    private partial void LogLeftOut(int leftOut);
}
