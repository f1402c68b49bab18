using ActorSearch.Core.Trials;

namespace ActorSearch.Cli.Progress;

/// <summary>What a worker works on.</summary>
/// <param name="Plan">The trial.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="LastEpoch">The last epoch that was recorded; null before the first.</param>
internal sealed record RunningTrial(TrialPlan Plan, int Attempt, EpochMetrics? LastEpoch = null);
