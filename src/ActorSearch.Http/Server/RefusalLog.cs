using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Server;

/// <summary>Logs what peers do wrong, so many lines a second at most: a peer that is broken does not fill the disk.</summary>
internal sealed partial class RefusalLog(ILogger log, int maxPerSecond, TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _began;
    private int _lines;
    private int _leftOut;

    /// <summary>Logs a refusal, or counts it where there were too many.</summary>
    public void Write(string peer, string what, string why)
    {
        int leftOut;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if ((now - _began).Duration() >= Second)
            {
                (_began, _lines) = (now, 0);
            }

            if (_lines == maxPerSecond)
            {
                _leftOut++;
                return;
            }

            _lines++;
            (leftOut, _leftOut) = (_leftOut, 0);
        }

        if (leftOut > 0)
        {
            LogLeftOut(leftOut);
        }

        LogRefused(peer, what, why);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "refused {What} of {Peer}: {Why}")]
    private partial void LogRefused(string peer, string what, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{LeftOut} more refusals are not listed")]
    private partial void LogLeftOut(int leftOut);
}
