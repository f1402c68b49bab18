namespace ActorSearch.Reporting.Statistics;

/// <summary>
/// The points that cannot be told apart from the best (Gupta, Technometrics 7, 1965; Hsu, Multiple Comparisons, 1996,
/// chapter 4). A point leaves the group when it lies behind some other farther than chance alone, were all points equal,
/// would put it behind any of them: so the truly best one is in the group with at least the stated probability.
/// </summary>
internal static class BestGroup
{
    /// <summary>Of points by their mean over seeds, by <see cref="JointComparison"/>.</summary>
    /// <param name="bestFirst">The points, best mean first.</param>
    public static bool[] OfMeans(IReadOnlyList<Estimate> bestFirst, double level)
    {
        var comparison = new JointComparison(bestFirst);
        return [.. bestFirst.Select((point, i) => comparison.IsChance(point, Behind(bestFirst, i), 1 - level))];
    }

    /// <summary>The largest distance to a better point, in standard errors of the difference.</summary>
    private static double Behind(IReadOnlyList<Estimate> bestFirst, int i)
    {
        var behind = 0.0;
        for (var better = 0; better < i; better++)
        {
            var difference = Math.Abs(bestFirst[better].Mean - bestFirst[i].Mean);
            behind = Math.Max(behind, difference == 0 ? 0 : difference / bestFirst[better].ErrorOfDifference(bestFirst[i]));
        }

        return behind;
    }

    /// <summary>Of points by the share of images that one seed answered rightly: the difference of two proportions with their pooled variance.</summary>
    /// <param name="bestFirst">The points' accuracies, best first.</param>
    /// <param name="images">Number of images that each is the share of.</param>
    public static bool[] OfShares(IReadOnlyList<double> bestFirst, int images, double level)
    {
        var z = Distributions.StudentUpperQuantile(Tail(bestFirst.Count, level), double.PositiveInfinity);

        // (a - b)^2 / (p (1 - p)) with p = (a + b) / 2 grows with the better one, a: the best is the only one to compare with.
        return [.. bestFirst.Select(share =>
        {
            var difference = bestFirst[0] - share;
            var pooled = (bestFirst[0] + share) / 2;
            return difference * difference <= z * z * 2 * pooled * (1 - pooled) / images;
        })];
    }

    private static double Tail(int count, double level) => (1 - level) / Math.Max(1, count - 1);
}
