using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>Something that happened to a study. The ledger is a list of these, and everything else is a fold over it.</summary>
/// <param name="At">When, by the coordinator's clock.</param>
public abstract record StudyEvent(DateTimeOffset At)
{
    /// <summary>The study was begun.</summary>
    public sealed record Created(StudyDefinition Definition, DateTimeOffset At) : StudyEvent(At);

    /// <summary>The experiment file changed, and the study was asked to follow it.</summary>
    public sealed record Redefined(StudyDefinition Definition, DateTimeOffset At) : StudyEvent(At);

    /// <summary>Trials joined the study; those with a rejection ended with that.</summary>
    public sealed record TrialsAdded(ImmutableArray<TrialPlan> Trials, DateTimeOffset At) : StudyEvent(At)
    {
        public bool Equals(TrialsAdded? other) =>
            other is not null && At == other.At && Trials.AsSpan().SequenceEqual(other.Trials.AsSpan());

        public override int GetHashCode() => HashCode.Combine(At, Trials.Length);
    }

    /// <summary>A coordinator took the study over. Leases that still run get a fresh deadline: their workers could not reach anyone.</summary>
    public sealed record Opened(TimeSpan LeaseDuration, DateTimeOffset At) : StudyEvent(At);

    /// <summary>A worker was given a trial until the deadline.</summary>
    public sealed record Leased(TrialId Trial, int Attempt, string Worker, DateTimeOffset Deadline, DateTimeOffset At) : StudyEvent(At);

    /// <summary>A worker said that it still works on a trial.</summary>
    public sealed record Renewed(TrialId Trial, int Attempt, DateTimeOffset Deadline, DateTimeOffset At) : StudyEvent(At);

    /// <summary>An attempt finished an epoch; this renews its lease.</summary>
    public sealed record EpochReported(TrialId Trial, int Attempt, EpochMetrics Metrics, DateTimeOffset Deadline, DateTimeOffset At)
        : StudyEvent(At);

    /// <summary>An attempt came to a result, and the trial ended with it.</summary>
    public sealed record Finished(TrialId Trial, int Attempt, TrialResult Result, DateTimeOffset At) : StudyEvent(At);

    /// <summary>An attempt ended without a result.</summary>
    /// <param name="GivesUp">Whether the trial ends with this as failed, or waits for another attempt.</param>
    /// <param name="MaxNeighbours">Most trials that may share a device with the next attempt; null leaves that as it was.</param>
    public sealed record AttemptEnded(
        TrialId Trial, int Attempt, AttemptEnd End, string Reason, bool GivesUp, DateTimeOffset At,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxNeighbours = null)
        : StudyEvent(At);

    /// <summary>Every trial has its outcome.</summary>
    public sealed record Completed(DateTimeOffset At) : StudyEvent(At);
}
