using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace ActorSearch.Cli.Output;

/// <summary>Structured logs: a JSON object a line, in a file that its first line makes.</summary>
internal static class LogFile
{
    private const string ForPeople = "[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj}{NewLine}";
    private const string WithTraces = ForPeople + "{Exception}";

    /// <summary>What a process shows that runs for days: what somebody should know of, or everything.</summary>
    public static LogEventLevel ShownBy(bool isVerbose) => isVerbose ? LogEventLevel.Verbose : LogEventLevel.Warning;

    /// <summary>A name for a file begun at a time: <c>coordinator-20260101T120000.000Z.jsonl</c>.</summary>
    public static string NameOf(string what, DateTimeOffset now) =>
        $"{what}-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture)}.jsonl";

    /// <summary>Opens a log; without its file where that cannot be made, which is said and hinders nothing.</summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="shown">What goes to standard error as well: from this level on; null for nothing.</param>
    /// <param name="error">Where to say that the file cannot be written.</param>
    /// <param name="isWritten">Whether there is a file.</param>
    public static Logger Open(string path, LogEventLevel? shown, TextWriter error, out bool isWritten)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Debug();
        isWritten = Make(path, error);
        if (isWritten)
        {
            configuration = configuration.WriteTo.File(
                new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture), path);
        }

        if (shown is { } level)
        {
            configuration = configuration.WriteTo.Console(
                level,
                outputTemplate: level <= LogEventLevel.Debug ? WithTraces : ForPeople,
                standardErrorFromLevel: LogEventLevel.Verbose,
                formatProvider: CultureInfo.InvariantCulture);
        }

        return configuration.CreateLogger();
    }

    private static bool Make(string path, TextWriter error)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.AppendAllText(path, string.Empty);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"no log is kept: {exception.Message}; --log names another folder");
            return false;
        }
    }
}
