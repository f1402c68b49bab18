using ActorSearch.Core.Placement;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Workers;

/// <summary>The place of a worker that counts no memory and no neighbours.</summary>
public sealed class SolePlacement : IPlacement
{
    /// <inheritdoc />
    public ClaimTerms? Terms => new ClaimTerms(MemoryBytes: null, Neighbours: 0);

    /// <inheritdoc />
    public int NeighboursMeanwhile => 0;

    /// <inheritdoc />
    public void OnChange(Action changed)
    {
        // Nothing ever changes.
    }

    /// <inheritdoc />
    public bool TryTake(IReadOnlyList<TrialLease> leases) => true;

    /// <inheritdoc />
    public void Release()
    {
        // Nothing was counted.
    }
}
