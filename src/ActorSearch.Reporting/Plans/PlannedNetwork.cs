using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;

namespace ActorSearch.Reporting.Plans;

/// <summary>One network of a grid, and the trials that train it.</summary>
/// <param name="Network">Its layers.</param>
/// <param name="Trials">Number of trials that train it, replicates included.</param>
/// <param name="Values">
/// The varied dimensions that set it apart, each with the values that its trials have; dimensions of which its trials
/// have every value are left out. Null stands for trials to which the dimension does not apply.
/// </param>
public sealed record PlannedNetwork(
    NetworkPlan Network, int Trials, ImmutableArray<KeyValuePair<string, ImmutableArray<ParameterValue?>>> Values);
