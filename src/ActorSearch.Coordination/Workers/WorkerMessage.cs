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
    /// <param name="Study">The study that it is about; empty where it is about none.</param>
    /// <param name="Reply">The answer.</param>
    public sealed record FromCoordinator(string Study, StudyReply Reply) : WorkerMessage;

    /// <summary>The coordinator could not record what it was told, or could not look for work; it is to be told again later.</summary>
    public sealed record Unavailable(string Reason) : WorkerMessage;

    /// <summary>The slot finished an epoch of a trial.</summary>
    public sealed record EpochDone(TrialLease Lease, EpochMetrics Metrics) : WorkerMessage;

    /// <summary>The slot has a trial's result.</summary>
    public sealed record TrialDone(TrialLease Lease, TrialResult Result) : WorkerMessage;

    /// <summary>The slot failed at a trial.</summary>
    public sealed record TrialFailed(TrialLease Lease, string Error) : WorkerMessage;

    /// <summary>The slot's device had no memory left for a trial.</summary>
    public sealed record TrialOutOfMemory(TrialLease Lease, string Error) : WorkerMessage;

    /// <summary>The slot cannot train any trial of the study it was given.</summary>
    public sealed record StudyRefused(string Reason) : WorkerMessage;

    /// <summary>The slot has done with all it was given, or was cancelled.</summary>
    public sealed record SlotIdle : WorkerMessage;

    /// <summary>Time to tell the coordinator that the trials held are still worked on.</summary>
    public sealed record RenewLeases : WorkerMessage;

    /// <summary>Neighbours on the device came or went.</summary>
    public sealed record PlacementChanged : WorkerMessage;

    /// <summary>Nothing was found to do for a while: give back what the trainer keeps on the device.</summary>
    public sealed record Rest : WorkerMessage;

    /// <summary>Stop training, give back what is held, and go.</summary>
    public sealed record Stop : WorkerMessage;
}
