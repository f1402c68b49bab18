using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Comparison;

/// <summary>What the points that two studies share say of the second beside the first.</summary>
/// <param name="Counted">Number of points that have a difference.</param>
/// <param name="Better">In how many the second is better.</param>
/// <param name="Worse">In how many the first is.</param>
/// <param name="Equal">In how many the two have the very same mean.</param>
/// <param name="Mean">Mean difference, second less first; null without any.</param>
/// <param name="Interval">
/// Where the mean difference over such points lies, at <see cref="Confidence.DefaultLevel"/>, by Student's t over the pairs
/// (Student, Biometrika 6, 1908); null with fewer than two. The points are taken for independent draws of such points.
/// </param>
public sealed record PairedDifferences(int Counted, int Better, int Worse, int Equal, double? Mean, Interval? Interval)
{
    internal static PairedDifferences Of(IEnumerable<double> differences, Objective objective)
    {
        var all = differences.ToArray();
        var better = all.Count(d => objective.IsBetter(d, 0));
        var equal = all.Count(d => d == 0);
        if (all.Length == 0)
        {
            return new PairedDifferences(0, 0, 0, 0, null, null);
        }

        var mean = all.Average();
        return new PairedDifferences(all.Length, better, all.Length - better - equal, equal, mean, IntervalOf(all, mean));
    }

    private static Interval? IntervalOf(double[] differences, double mean)
    {
        if (differences.Length < 2)
        {
            return null;
        }

        var freedom = differences.Length - 1;
        var error = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / freedom / differences.Length);
        var reach = error * Distributions.StudentUpperQuantile((1 - Confidence.DefaultLevel) / 2, freedom);
        return new Interval(mean - reach, mean + reach);
    }
}
