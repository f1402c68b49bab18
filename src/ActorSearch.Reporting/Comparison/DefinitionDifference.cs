using System.Collections.Immutable;

namespace ActorSearch.Reporting.Comparison;

/// <summary>Something that two studies define differently.</summary>
/// <param name="Name">What: <c>seed</c>, or a hyperparameter.</param>
/// <param name="First">What the first study has: one text, or the levels of a dimension; none where it has nothing of the kind.</param>
/// <param name="Second">What the second one has.</param>
public sealed record DefinitionDifference(string Name, ImmutableArray<string> First, ImmutableArray<string> Second);
