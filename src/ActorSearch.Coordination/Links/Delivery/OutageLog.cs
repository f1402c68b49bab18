using Microsoft.Extensions.Logging;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>
/// Logs that the coordinator was lost and found, and not every try in between: what a thousand requests run into is
/// one outage.
/// </summary>
internal sealed partial class OutageLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan BetweenReasons = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenRepeats = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private string? _logged;
    private long _loggedAt;
    private long _since;

    /// <summary>Whether the last that was logged is a failure.</summary>
    private volatile bool _isOut;

    /// <summary>A request failed.</summary>
    public void Failed(string reason)
    {
        lock (_lock)
        {
            var quiet = _logged is null ? TimeSpan.MaxValue : time.GetElapsedTime(_loggedAt);
            if (quiet < BetweenReasons || (_isOut && reason == _logged && quiet < BetweenRepeats))
            {
                return;
            }

            if (!_isOut)
            {
                _since = time.GetTimestamp();
                _isOut = true;
            }

            _logged = reason;
            _loggedAt = time.GetTimestamp();
        }

        LogFailed(logger, reason);
    }

    /// <summary>A request was answered.</summary>
    public void Answered()
    {
        if (!_isOut)
        {
            return;
        }

        TimeSpan outage;
        lock (_lock)
        {
            if (!_isOut)
            {
                return;
            }

            _isOut = false;
            outage = time.GetElapsedTime(_since);
        }

        LogAnswered(logger, outage.TotalSeconds);
    }

    [LoggerMessage(LogLevel.Warning, "{Reason}; trying again until it answers")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "the coordinator answers again after {Seconds:0.0} s")]
    private static partial void LogAnswered(ILogger logger, double seconds);
}
