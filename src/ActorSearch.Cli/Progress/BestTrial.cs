using ActorSearch.Core.Trials;

namespace ActorSearch.Cli.Progress;

/// <summary>The best trial so far.</summary>
/// <param name="Plan">The trial.</param>
/// <param name="Value">Its value of the study's objective.</param>
internal sealed record BestTrial(TrialPlan Plan, double Value);
