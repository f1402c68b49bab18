namespace ActorSearch.Reporting.Statistics;

/// <summary>
/// The points that cannot be told apart from the best (Gupta, Technometrics 7, 1965; Hsu, Multiple Comparisons, 1996,
/// chapter 4). A point leaves the group when some other is significantly better, one-sided, at a level that Bonferroni's
/// inequality divides by the number of others: so the truly best one is in the group with at least the stated probability.
/// </summary>
internal static class BestGroup
{
    /// <summary>Tables of critical values have so many entries while the degrees of freedom double.</summary>
    private const int EntriesPerDoubling = 8;

    /// <summary>Of points by their mean over seeds: Welch's t with moderated variances.</summary>
    /// <param name="bestFirst">The points, best mean first.</param>
    public static bool[] OfMeans(IReadOnlyList<Estimate> bestFirst, double level)
    {
        var tail = Tail(bestFirst.Count, level);
        var least = Critical(double.PositiveInfinity);
        var critical = new Dictionary<int, double>();
        var group = new bool[bestFirst.Count];
        for (var i = 0; i < group.Length; i++)
        {
            group[i] = true;
            for (var better = 0; better < i && group[i]; better++)
            {
                group[i] = !IsSignificant(bestFirst[better], bestFirst[i]);
            }
        }

        return group;

        bool IsSignificant(Estimate a, Estimate b)
        {
            var difference = Math.Abs(a.Mean - b.Mean);

            // Most differences are too small for any number of degrees of freedom.
            if (difference * difference <= least * least * ((a.StandardError * a.StandardError) + (b.StandardError * b.StandardError)))
            {
                return false;
            }

            var (error, freedom) = a.DifferenceTo(b);
            var entry = (int)Math.Floor(EntriesPerDoubling * Math.Log2(freedom));
            if (!critical.TryGetValue(entry, out var bound))
            {
                critical[entry] = bound = Critical(Math.Pow(2, entry / (double)EntriesPerDoubling));
            }

            return difference > bound * error;
        }

        double Critical(double freedom) => Distributions.StudentUpperQuantile(tail, freedom);
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
