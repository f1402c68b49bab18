using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Answers;

/// <summary>What a point's trials come to together, beside the metric that ranks it.</summary>
public static class PointFigures
{
    /// <summary>Mean test accuracy over the trials that are in the point's mean; null where none has one. It chooses nothing.</summary>
    public static double? MeanTestAccuracy(this PointRow point) => MeanOf(point, t => t.Trial.Result?.TestAccuracy);

    /// <summary>Mean test loss over the trials that are in the point's mean; null where none has one.</summary>
    public static double? MeanTestLoss(this PointRow point) => MeanOf(point, t => t.Trial.Result?.TestLoss);

    /// <summary>Median wall time of the trials that are in the point's mean; null where none has one.</summary>
    public static double? MedianSeconds(this PointRow point) => MedianOf(point, t => t.Seconds);

    /// <summary>Median over these trials of the median wall time of an epoch; null where none has one.</summary>
    public static double? MedianSecondsPerEpoch(this PointRow point) => MedianOf(point, t => t.SecondsPerEpoch);

    private static double? MeanOf(PointRow point, Func<TrialRow, double?> figure) =>
        Values(point, figure) is { Length: > 0 } values ? Means.Of(values) : null;

    private static double? MedianOf(PointRow point, Func<TrialRow, double?> figure) => Medians.Of(Values(point, figure));

    private static double[] Values(PointRow point, Func<TrialRow, double?> figure) => [.. point.Counted.Select(figure).OfType<double>()];
}
