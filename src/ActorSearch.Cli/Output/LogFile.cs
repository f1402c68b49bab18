using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace ActorSearch.Cli.Output;

/// <summary>Structured logs: a JSON object a line, in a file that its first line makes.</summary>
internal static class LogFile
{
    /// <summary>A name for a file begun at a time: <c>coordinator-20260101T120000.000Z.jsonl</c>.</summary>
    public static string NameOf(string what, DateTimeOffset now) =>
        $"{what}-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture)}.jsonl";

    /// <summary>Opens a log; without its file where that cannot be made, which is said and hinders nothing.</summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="isVerbose">Whether everything goes to standard error as well.</param>
    /// <param name="error">Where to say that the file cannot be written.</param>
    /// <param name="isWritten">Whether there is a file.</param>
    /// <param name="said">The part of the program of which a person without the log is told as well; null for none.</param>
    public static Logger Open(string path, bool isVerbose, TextWriter error, out bool isWritten, Type? said = null)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Debug();
        isWritten = Make(path, error);
        if (isWritten)
        {
            configuration = configuration.WriteTo.File(
                new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture), path);
        }

        if (isVerbose)
        {
            configuration = configuration.WriteTo.Console(
                standardErrorFromLevel: LogEventLevel.Verbose, formatProvider: CultureInfo.InvariantCulture);
        }

        else if (said is not null)
        {
            configuration = configuration.WriteTo.Logger(part => part
                .Filter.ByIncludingOnly(e => e.Level >= LogEventLevel.Information && IsOf(said, e))
                .WriteTo.Console(
                    outputTemplate: "{Message:lj}{NewLine}", standardErrorFromLevel: LogEventLevel.Verbose,
                    formatProvider: CultureInfo.InvariantCulture));
        }

        return configuration.CreateLogger();
    }

    private static bool IsOf(Type source, LogEvent logged) =>
        logged.Properties.TryGetValue(Constants.SourceContextPropertyName, out var name) && name is ScalarValue { Value: string text } && text == source.FullName;

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
