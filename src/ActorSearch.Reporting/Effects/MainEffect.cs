using System.Collections.Immutable;

namespace ActorSearch.Reporting.Effects;

/// <summary>How much one dimension matters, all others averaged over.</summary>
/// <param name="Name">The dimension.</param>
/// <param name="Share">
/// The share of the metric's variance that the dimension's levels explain beyond all other dimensions, 0 to 1
/// (<see cref="VarianceDecomposition"/>); on the full grid eta squared. Null where fewer than two levels have a mean, where the
/// other dimensions leave nothing of this one, or where the metric does not vary.
/// </param>
/// <param name="Range">Mean of the best level less that of the worst, as a positive number; null where fewer than two levels have a mean.</param>
/// <param name="Levels">The levels, numbers ascending, words in ordinal order.</param>
public sealed record MainEffect(string Name, double? Share, double? Range, ImmutableArray<LevelEffect> Levels);
