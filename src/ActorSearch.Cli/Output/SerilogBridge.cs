using Microsoft.Extensions.Logging;
using Serilog.Events;

namespace ActorSearch.Cli.Output;

/// <summary>Carries what the framework and the network's parts log into a log of ours.</summary>
/// <param name="log">The log.</param>
internal sealed class SerilogBridge(Serilog.ILogger log) : ILoggerFactory, ILoggerProvider
{
    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Bridge(log.ForContext("SourceContext", categoryName), IsFramework(categoryName));

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("everything goes to one log");

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private static bool IsFramework(string category) =>
        category.StartsWith("Microsoft.", StringComparison.Ordinal) || category.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>The framework speaks of every request; of that only what is wrong is kept.</summary>
    private sealed class Bridge(Serilog.ILogger log, bool isFramework) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            logLevel != LogLevel.None && logLevel >= (isFramework ? LogLevel.Warning : LogLevel.Debug);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Write(LevelOf(logLevel), exception, "{What}", Reporting.Text.SafeText.OneLine(formatter(state, exception)));
            }
        }

        private static LogEventLevel LevelOf(LogLevel level) => level switch
        {
            LogLevel.Critical or LogLevel.Error => LogEventLevel.Error,
            LogLevel.Warning => LogEventLevel.Warning,
            LogLevel.Information => LogEventLevel.Information,
            _ => LogEventLevel.Debug,
        };
    }
}
