using System.Collections.Immutable;
using ActorSearch.Core.Space;

namespace ActorSearch.Reporting.Effects;

/// <summary>One trial as the main effects see it.</summary>
/// <param name="Levels">Its value of each varied dimension; null where the dimension does not apply to it.</param>
/// <param name="Value">Its metric; null, NaN or infinite for a trial that has none to count.</param>
/// <param name="Outcome">The word for what became of it.</param>
public readonly record struct Observation(ImmutableArray<ParameterValue?> Levels, double? Value, string Outcome);
