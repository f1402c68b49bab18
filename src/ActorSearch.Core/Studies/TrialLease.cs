using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>The right to train one trial, once, until a deadline.</summary>
/// <param name="Plan">The trial.</param>
/// <param name="Attempt">1 for the first; a report that carries another number than the trial's present one is stale.</param>
/// <param name="Seed">The number that every random draw of the trial derives from.</param>
/// <param name="Deadline">When the lease ends, by the coordinator's clock, unless it is renewed.</param>
/// <param name="MaxNeighbours">Most trials that may share its device meanwhile, since it ran out of memory beside more; null for any number.</param>
public sealed record TrialLease(
    TrialPlan Plan, int Attempt, ulong Seed, DateTimeOffset Deadline, int? MaxNeighbours = null);
