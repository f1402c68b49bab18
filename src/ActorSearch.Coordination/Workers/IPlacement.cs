using ActorSearch.Core.Placement;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Workers;

/// <summary>A worker's place on a device that it shares with other workers of its machine. Calls may come from any thread.</summary>
public interface IPlacement
{
    /// <summary>What the worker may ask for at present; null while it must not take anything.</summary>
    ClaimTerms? Terms { get; }

    /// <summary>The most neighbours that were at work at once since the last <see cref="TryTake"/>.</summary>
    int NeighboursMeanwhile { get; }

    /// <summary>Says whom to tell when the terms may have changed.</summary>
    void OnChange(Action changed);

    /// <summary>Takes room for trials; false where neighbours have taken it in the meantime.</summary>
    bool TryTake(IReadOnlyList<TrialLease> leases);

    /// <summary>Gives back all room.</summary>
    void Release();
}
