namespace ActorSearch.Simulation;

/// <summary>How often things happened, to see that a run reached what it is for.</summary>
public sealed class SimulationCounts
{
    public long Messages { get; set; }

    public long Lost { get; set; }

    public long Stale { get; set; }

    public long AlreadyRecorded { get; set; }

    public long Expired { get; set; }

    public long GivenUp { get; set; }

    public long HandedBack { get; set; }

    public long OutOfMemory { get; set; }

    public long WorkerCrashes { get; set; }

    public long WorkerStalls { get; set; }

    public long CoordinatorDeaths { get; set; }

    public long LostTransactions { get; set; }

    public long UnansweredTransactions { get; set; }

    public long Extensions { get; set; }

    public long Events { get; set; }

    public long Trials { get; set; }

    public long VirtualSeconds { get; set; }

    /// <summary>Adds another run's counts.</summary>
    public void Add(SimulationCounts other)
    {
        foreach (var property in typeof(SimulationCounts).GetProperties())
        {
            property.SetValue(this, (long)property.GetValue(this)! + (long)property.GetValue(other)!);
        }
    }

    public override string ToString() =>
        string.Join(", ", typeof(SimulationCounts).GetProperties().Select(p => $"{p.Name} {p.GetValue(this)}"));
}
