using System.Collections.Immutable;
using ActorSearch.Core.Space;

namespace ActorSearch.Reporting.Effects;

/// <summary>How the trials of one value of a dimension fared.</summary>
/// <param name="Level">The value; null stands for the trials to which the dimension does not apply.</param>
/// <param name="Mean">Mean metric of the trials that count; null where none does.</param>
/// <param name="Counted">Number of trials in the mean.</param>
/// <param name="Missing">Trials that are not in the mean, by what became of them, sorted by that word.</param>
public sealed record LevelEffect(
    ParameterValue? Level, double? Mean, int Counted, ImmutableArray<KeyValuePair<string, int>> Missing);
