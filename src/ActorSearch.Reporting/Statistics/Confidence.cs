namespace ActorSearch.Reporting.Statistics;

/// <summary>How far a study's ranking can be trusted.</summary>
/// <param name="Level">Share of cases in which an interval holds the truth, and the best group the truly best point: 0.95.</param>
/// <param name="Method">Where intervals and groups come from.</param>
/// <param name="Comparisons">Number of comparisons that the groups are corrected for.</param>
/// <param name="Noise">
/// Difference to the best point below which another cannot be told apart from it, in the metric's unit, before any
/// correction; null where nothing tells.
/// </param>
/// <param name="Statement">All of this in a sentence or two, for people.</param>
public sealed record Confidence(double Level, ConfidenceMethod Method, int Comparisons, double? Noise, string Statement)
{
    /// <summary>The level of every interval and group.</summary>
    public const double DefaultLevel = 0.95;
}
