namespace ActorSearch.Reporting.Timelines;

/// <summary>The time since a study's first event. A clock that is set back stands still, and goes on from there.</summary>
internal sealed class EventClock
{
    private DateTimeOffset? _last;

    /// <summary>When the last event was, since the first.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Takes the time of the next event.</summary>
    public void Hear(DateTimeOffset at)
    {
        if (_last is { } last && at > last)
        {
            Now += at - last;
        }

        _last = at;
    }
}
