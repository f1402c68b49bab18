using ActorSearch.Core.Studies;

namespace ActorSearch.Core.Placement;

/// <summary>What the trials of one place take of their device.</summary>
/// <param name="MemoryBytes">Their memory by the estimate, in bytes.</param>
/// <param name="Trials">How many they are.</param>
/// <param name="MaxNeighbours">Most trials that may be on the device beside any one of them; null for any number.</param>
public sealed record Reservation(long MemoryBytes, int Trials, int? MaxNeighbours)
{
    /// <summary>What a few leases take.</summary>
    public static Reservation Of(IReadOnlyCollection<TrialLease> leases) =>
        new(leases.Sum(l => l.Plan.MemoryBytes), leases.Count, leases.Min(l => l.MaxNeighbours));
}
