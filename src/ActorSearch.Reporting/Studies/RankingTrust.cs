using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Studies;

/// <summary>How far the ranking of points can be trusted.</summary>
/// <param name="Intervals">For each ranked point, best first.</param>
/// <param name="AmongBest">For each ranked point: whether it cannot be told apart from the best.</param>
/// <param name="Confidence">Both in words.</param>
internal sealed record RankingTrust(Interval?[] Intervals, bool[] AmongBest, Confidence Confidence)
{
    private const double Level = Confidence.DefaultLevel;

    /// <summary>
    /// By the seeds where a point has two, else by the number of validation images, if accuracy is what is looked for. Only
    /// points are compared that share of diverged seeds has not set apart from the first, and metrics that are finite.
    /// </summary>
    public static RankingTrust Of(PointRanking.Entry[] ranked, StudyDefinition definition)
    {
        var finite = Enumerable.Range(0, ranked.Length).Where(i => Array.TrueForAll(ranked[i].Metrics, double.IsFinite)).ToArray();
        var compared = finite.Where(i => ranked[i].CompareDiverged(ranked[0]) == 0).ToArray();
        var facts = new RankingFacts(definition, ranked.Length, compared.Length, ranked.Any(r => r.Trials.Length > 1));
        var spread = finite.Length == 0 ? null : SeedSpread.Of(Array.ConvertAll(finite, i => ranked[i].Metrics));
        if (spread is not null)
        {
            return BySeeds(ranked, finite, compared, spread, facts);
        }

        return definition is { Objective.Metric: Metric.ValidationAccuracy, Objective.Maximize: true, KnownValidationImages: > 0 and var images }
            && finite.Length > 0 && Array.TrueForAll(finite, i => ranked[i].Mean is >= 0 and <= 1)
            ? ByImages(ranked, finite, compared, images, facts)
            : Unknown(ranked, facts);
    }

    private static RankingTrust BySeeds(PointRanking.Entry[] ranked, int[] finite, int[] compared, SeedSpread spread, RankingFacts facts)
    {
        var bootstrap = new ResidualBootstrap(spread, seeds => SeedDerivation.Derive(
            facts.Definition.Seed, FormattableString.Invariant($"report/bootstrap/{seeds}")));
        var intervals = new Interval?[ranked.Length];
        var estimates = new Estimate[ranked.Length];
        for (var i = 0; i < finite.Length; i++)
        {
            estimates[finite[i]] = spread.Estimates[i];
            intervals[finite[i]] = Possible(bootstrap.Around(spread.Estimates[i], ranked[finite[i]].Metrics.Length, Level), ranked[finite[i]].Metrics, facts.Definition.Objective);
        }

        var candidates = Array.ConvertAll(compared, i => estimates[i]);
        var group = Spread(BestGroup.OfMeans(candidates, Level), compared, ranked.Length);
        return new RankingTrust(intervals, group, Describe(ConfidenceMethod.Bootstrap, TypicalNoise(candidates), group, facts));
    }

    /// <summary>An interval without what no accuracy and no loss can be, unless a seed is there.</summary>
    private static Interval Possible(Interval interval, double[] metrics, Objective objective)
    {
        var most = objective.Metric is Metric.ValidationAccuracy or Metric.TrainAccuracy ? 1 : double.PositiveInfinity;
        return new Interval(
            metrics.Min() >= 0 ? Math.Max(0, interval.Low) : interval.Low, metrics.Max() <= most ? Math.Min(most, interval.High) : interval.High);
    }

    private static RankingTrust ByImages(PointRanking.Entry[] ranked, int[] finite, int[] compared, int images, RankingFacts facts)
    {
        var intervals = new Interval?[ranked.Length];
        foreach (var i in finite)
        {
            intervals[i] = BinomialError.Interval(ranked[i].Mean, images, Level);
        }

        var shares = Array.ConvertAll(compared, i => ranked[i].Mean);
        var group = Spread(BestGroup.OfShares(shares, images, Level), compared, ranked.Length);
        double? noise = shares.Length == 0 ? null : BinomialError.Noise(shares[0], images, Level);
        return new RankingTrust(intervals, group, Describe(ConfidenceMethod.Binomial, noise, group, facts));
    }

    /// <summary>Where nothing tells, only equal metrics cannot be told apart.</summary>
    private static RankingTrust Unknown(PointRanking.Entry[] ranked, RankingFacts facts)
    {
        var group = Array.ConvertAll(
            ranked, r => r.CompareDiverged(ranked[0]) == 0 && !facts.Definition.Objective.IsBetter(ranked[0].Mean, r.Mean));
        return new RankingTrust(new Interval?[ranked.Length], group, Describe(ConfidenceMethod.None, null, group, facts));
    }

    private static Confidence Describe(ConfidenceMethod method, double? noise, bool[] group, RankingFacts facts) => new(
        Level,
        method,
        method == ConfidenceMethod.None ? 0 : Math.Max(0, facts.Compared - 1),
        noise,
        ConfidenceStatement.Of(method, noise, group.Count(g => g), facts));

    /// <summary>The median over the other points of the difference to the best that chance exceeds in one case of 20; null without others.</summary>
    private static double? TypicalNoise(Estimate[] bestFirst)
    {
        return Medians.Of(bestFirst.Skip(1).Select(e =>
        {
            var (error, freedom) = bestFirst[0].DifferenceTo(e);
            return error == 0 ? 0 : error * Distributions.StudentUpperQuantile((1 - Level) / 2, freedom);
        }));
    }

    private static bool[] Spread(bool[] group, int[] compared, int count)
    {
        var all = new bool[count];
        for (var i = 0; i < compared.Length; i++)
        {
            all[compared[i]] = group[i];
        }

        return all;
    }
}
