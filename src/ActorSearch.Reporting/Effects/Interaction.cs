using System.Collections.Immutable;

namespace ActorSearch.Reporting.Effects;

/// <summary>How much two dimensions matter together, beyond what each does alone.</summary>
/// <param name="First">The dimension of the rows.</param>
/// <param name="Second">The dimension of the columns.</param>
/// <param name="Share">Share of the metric's variance, 0 to 1; null where it cannot be told.</param>
/// <param name="Cells">A cell for each pair of levels, in the levels' order, row by row.</param>
public sealed record Interaction(string First, string Second, double? Share, ImmutableArray<InteractionCell> Cells);
