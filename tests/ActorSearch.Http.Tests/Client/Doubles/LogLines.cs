using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Tests.Client.Doubles;

/// <summary>A log that a test looks into.</summary>
internal sealed class LogLines : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();
    private readonly Arrivals _arrivals = new();

    public ImmutableArray<string> Of(LogLevel level) => [.. _lines.Where(l => l.Level == level).Select(l => l.Text)];

    /// <summary>Waits until there is a line of a level.</summary>
    public Task HasAsync(LogLevel level) => _arrivals.UntilAsync(() => !Of(level).IsEmpty);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue((logLevel, formatter(state, exception) + exception));
        _arrivals.Add();
    }
}
