using System.Collections.Immutable;

namespace ActorSearch.Core.Space;

/// <summary>One hyperparameter that a study varies, and the distinct values it takes, in the file's order.</summary>
public sealed record Dimension(string Name, ImmutableArray<ParameterValue> Values);
