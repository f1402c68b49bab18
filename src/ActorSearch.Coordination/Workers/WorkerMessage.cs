using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Workers;

/// <summary>What a worker takes: the coordinator's answers, and what its own training slot and timer tell it.</summary>
public abstract record WorkerMessage
{
    private WorkerMessage()
    {
    }

    /// <summary>The coordinator's answer.</summary>
    public sealed record FromCoordinator(StudyReply Reply) : WorkerMessage;

    /// <summary>The slot finished an epoch of a trial.</summary>
    public sealed record EpochDone(TrialLease Lease, EpochMetrics Metrics) : WorkerMessage;

    /// <summary>The slot has a trial's result.</summary>
    public sealed record TrialDone(TrialLease Lease, TrialResult Result) : WorkerMessage;

    /// <summary>The slot failed at a trial.</summary>
    public sealed record TrialFailed(TrialLease Lease, string Error) : WorkerMessage;

    /// <summary>The slot has done with all it was given, or was cancelled.</summary>
    public sealed record SlotIdle : WorkerMessage;

    /// <summary>Time to tell the coordinator that the trials held are still worked on.</summary>
    public sealed record RenewLeases : WorkerMessage;

    /// <summary>Stop training, give back what is held, and go.</summary>
    public sealed record Stop : WorkerMessage;
}
