namespace ActorSearch.Coordination.Tests.Doubles;

/// <summary>A clock that moves when a test says so, and fires the timers that are due.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed.Ticks;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            var timer = new ManualTimer(this, () => callback(state));
            timer.Set(dueTime, period);
            _timers.Add(timer);
            return timer;
        }
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            _now += by;
            _elapsed += by;
            due = [.. _timers.Where(t => t.Next <= _now)];
            due.ForEach(t => t.Set(t.Period, t.Period));
        }

        due.ForEach(t => t.Fire());
    }

    /// <summary>Sets the clock back, as an administrator does; timers do not follow clocks and stay as they are.</summary>
    public void SetBack(TimeSpan by)
    {
        lock (_lock)
        {
            _now -= by;
            _timers.ForEach(t => t.Next = t.Next is { } next ? next - by : null);
        }
    }

    private sealed class ManualTimer(ManualTime owner, Action fire) : ITimer
    {
        /// <summary>When it fires; null for never.</summary>
        public DateTimeOffset? Next { get; set; }

        public TimeSpan Period { get; private set; }

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._lock)
            {
                Set(dueTime, period);
                return true;
            }
        }

        public void Set(TimeSpan dueTime, TimeSpan period)
        {
            Next = dueTime == Timeout.InfiniteTimeSpan ? null : owner._now + dueTime;
            Period = period;
        }

        public void Dispose()
        {
            lock (owner._lock)
            {
                owner._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
