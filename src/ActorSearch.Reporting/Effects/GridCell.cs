namespace ActorSearch.Reporting.Effects;

/// <summary>One point of the grid with its counted trials: all that least squares needs of them.</summary>
/// <param name="Levels">Index of its level in each dimension.</param>
/// <param name="Count">Number of counted trials, 1 or more.</param>
/// <param name="Mean">Their mean, in units of the largest metric and less the grand mean.</param>
internal readonly record struct GridCell(int[] Levels, int Count, double Mean);
