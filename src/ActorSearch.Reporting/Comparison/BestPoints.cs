using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Comparison;

/// <summary>Whether the best points of two studies can be told apart.</summary>
/// <param name="Difference">The second's mean less the first's; null where the two do not compare.</param>
/// <param name="Reach">
/// How far two means of the same truth may lie apart by chance, at <see cref="Confidence.DefaultLevel"/>; null where nothing tells.
/// </param>
/// <param name="Statement">All of this in words.</param>
public sealed record BestPoints(double? Difference, double? Reach, string Statement)
{
    private const double Tail = (1 - Confidence.DefaultLevel) / 2;

    /// <summary>Whether they can be told apart; null where nothing tells.</summary>
    public bool? AreApart => Difference is { } difference && Reach is { } reach ? Math.Abs(difference) > reach : null;

    /// <param name="first">The best point of the first study, which has a mean; null where none is ranked.</param>
    /// <param name="second">The best point of the second study.</param>
    /// <param name="a">The first study's definition.</param>
    /// <param name="b">The second study's definition; both rank by one metric on the same images.</param>
    internal static BestPoints Of(PointRow? first, PointRow? second, StudyDefinition a, StudyDefinition b)
    {
        if (first?.Mean is not { } x || second?.Mean is not { } y || !double.IsFinite(x) || !double.IsFinite(y))
        {
            return new BestPoints(null, null, "At least one of the studies has no best point yet.");
        }

        var difference = y - x;
        var (reach, method) = ReachOf(first, second, a, b);
        var apart = difference == 0
            ? "The two best have the very same figure."
            : $"The best of the second study is {Figures.Metric(Math.Abs(difference))} {(a.Objective.IsBetter(y, x) ? "better" : "worse")} than the best of the first";
        var certainty = (difference, reach) switch
        {
            (0, _) => string.Empty,
            (_, null) => "; whether by chance, nothing tells: replicates (3 or more) would.",
            var (d, r) when Math.Abs(d) > r => $", more than the {Figures.Metric(r)} that chance explains ({method}).",
            var (_, r) => $", which chance explains as well: up to {Figures.Metric(r)} ({method}).",
        };
        return new BestPoints(difference, reach, apart + certainty);
    }

    private static (double? Reach, string Method) ReachOf(PointRow first, PointRow second, StudyDefinition a, StudyDefinition b)
    {
        if (EstimateOf(first) is { } x && EstimateOf(second) is { } y)
        {
            var (error, freedom) = x.DifferenceTo(y);
            return (error * Distributions.StudentUpperQuantile(Tail, freedom), "Welch's t test over the seeds, two-sided at 95 %");
        }

        return a.Objective.Metric == Metric.ValidationAccuracy && a.KnownValidationImages is { } n and > 0 && b.KnownValidationImages is { } m and > 0
            ? (Binomial(first.Mean!.Value, n, second.Mean!.Value, m), FormattableString.Invariant($"binomial error over {n} validation images, two-sided at 95 %"))
            : (null, string.Empty);
    }

    /// <summary>The mean over seeds by their own variance alone; null with fewer than two that differ.</summary>
    private static Estimate? EstimateOf(PointRow point)
    {
        var values = point.Counted.Select(t => t.Metric!.Value).ToArray();
        if (values.Length < 2)
        {
            return null;
        }

        var mean = Means.Of(values);
        var squared = values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) / values.Length;
        return squared > 0 ? new Estimate(mean, Math.Sqrt(squared), values.Length - 1) : null;
    }

    /// <summary>Two shares, pooled. Answers on the same images agree more often than this takes them to, so it errs to the side of chance.</summary>
    private static double Binomial(double x, int n, double y, int m)
    {
        var pooled = ((x * n) + (y * m)) / (n + m);
        return -Distributions.NormalQuantile(Tail) * Math.Sqrt(pooled * (1 - pooled) * ((1.0 / n) + (1.0 / m)));
    }
}
