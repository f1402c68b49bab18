namespace ActorSearch.Simulation;

/// <summary>The virtual clock and what is due by it. Events of one instant run in the order in which they were put in.</summary>
public sealed class EventHeap
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (long At, long Order)> _due = new();
    private long _order;

    /// <summary>Virtual milliseconds since the beginning.</summary>
    public long NowMilliseconds { get; private set; }

    /// <summary>The virtual time.</summary>
    public DateTimeOffset Now => Beginning.AddMilliseconds(NowMilliseconds);

    /// <summary>Runs an action after a delay.</summary>
    public void After(long delayMilliseconds, Action action) =>
        _due.Enqueue(action, (NowMilliseconds + delayMilliseconds, _order++));

    /// <summary>Moves the clock to the next event and runs it.</summary>
    public void RunNext()
    {
        if (!_due.TryDequeue(out var action, out var due))
        {
            throw new SimulationException("nothing is due any more, and the work has not ended");
        }

        NowMilliseconds = due.At;
        action();
    }
}
