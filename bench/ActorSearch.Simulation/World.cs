namespace ActorSearch.Simulation;

/// <summary>What the actors of a run share: the clock, the draws, the faults and the network.</summary>
public sealed class World(SplitMix64 random, Faults faults, long faultsEndMilliseconds)
{
    /// <summary>How long a worker may be silent.</summary>
    public const long LeaseMilliseconds = 10_000;

    /// <summary>The clock.</summary>
    public EventHeap Heap { get; } = new();

    /// <summary>Where every draw of the run comes from.</summary>
    public SplitMix64 Random { get; } = random;

    /// <summary>The faults at present: none once their time is over.</summary>
    public Faults Faults => FaultsEnded ? Faults.None : faults;

    /// <summary>Whether the time of faults is over.</summary>
    public bool FaultsEnded => Heap.NowMilliseconds >= FaultsEndMilliseconds;

    /// <summary>When faults end.</summary>
    public long FaultsEndMilliseconds { get; } = faultsEndMilliseconds;

    /// <summary>What happened, for the person who replays a seed; null where nobody looks.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>Counts of what happened.</summary>
    public SimulationCounts Counts { get; } = new();

    /// <summary>Sends a message: it may be lost, be late, and arrive twice.</summary>
    public void Send(Action deliver)
    {
        Counts.Messages++;
        if (Random.Chance(Faults.MessageLoss))
        {
            Counts.Lost++;
            return;
        }

        var copies = Random.Chance(Faults.MessageDuplication) ? 2 : 1;
        for (var i = 0; i < copies; i++)
        {
            var isLate = Random.Chance(Faults.MessageDelay);
            Heap.After(Random.Between(1, isLate ? (int)(3 * LeaseMilliseconds) : 50), deliver);
        }
    }

    /// <summary>Notes what happened.</summary>
    public void Note(string what) => Trace?.Invoke($"{Heap.NowMilliseconds,9} ms  {what}");
}
