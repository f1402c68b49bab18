using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>One trial of a study as it stands.</summary>
/// <param name="Plan">What it is.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Attempt">Number of the present attempt, or of the last one; 0 before the first.</param>
/// <param name="Failures">Attempts so far that failed or expired.</param>
/// <param name="Worker">Who holds the lease, or held it last.</param>
/// <param name="Deadline">When the lease ends; meaningless unless the trial is running.</param>
/// <param name="LastEpoch">The last epoch that the present attempt reported.</param>
/// <param name="Outcome">How it ended; null until it has.</param>
/// <param name="Reason">The outcome's reason, or the last failed attempt's, in one line.</param>
/// <param name="Result">The result of the attempt that came to one.</param>
/// <param name="MaxNeighbours">Most trials that may share its device, since it ran out of memory beside more; null for any number.</param>
public sealed record TrialState(
    TrialPlan Plan,
    TrialStatus Status = TrialStatus.Waiting,
    int Attempt = 0,
    int Failures = 0,
    string? Worker = null,
    DateTimeOffset Deadline = default,
    EpochMetrics? LastEpoch = null,
    TrialOutcome? Outcome = null,
    string Reason = "",
    TrialResult? Result = null,
    int? MaxNeighbours = null);
