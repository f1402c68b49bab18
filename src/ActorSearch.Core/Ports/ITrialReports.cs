using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Ports;

/// <summary>Hears from a trainer.</summary>
public interface ITrialReports
{
    /// <summary>A trial finished an epoch.</summary>
    void Epoch(TrialLease lease, EpochMetrics metrics);

    /// <summary>A trial came to a result.</summary>
    void Ended(TrialLease lease, TrialResult result);

    /// <summary>A trial failed, and the others go on.</summary>
    void Failed(TrialLease lease, string error);

    /// <summary>The device has no memory left for a trial, and the others go on.</summary>
    void OutOfMemory(TrialLease lease, string error);

    /// <summary>Whether the coordinator has said that this attempt counts no more.</summary>
    bool IsAbandoned(TrialLease lease);
}
