namespace ActorSearch.Reporting.Statistics;

/// <summary>
/// Bias-corrected and accelerated bootstrap quantiles (Efron, Better bootstrap confidence intervals, Journal of the American
/// Statistical Association 82, 1987; Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 14).
/// </summary>
internal static class Bca
{
    /// <summary>The acceleration of a mean of <paramref name="count"/> draws of values with this skewness: skewness / (6 sqrt(count)).</summary>
    public static double AccelerationOfMean(double skewness, int count) => skewness / (6 * Math.Sqrt(count));

    /// <summary>Mean cubed distance from the mean by the cubed standard deviation; 0 where nothing varies.</summary>
    public static double Skewness(IReadOnlyCollection<double> values)
    {
        var mean = Means.Of(values);
        var second = values.Sum(v => (v - mean) * (v - mean)) / values.Count;
        var third = values.Sum(v => (v - mean) * (v - mean) * (v - mean)) / values.Count;
        return second == 0 ? 0 : third / (second * Math.Sqrt(second));
    }

    /// <summary>The quantiles of bootstrap estimates between which the truth lies at a level.</summary>
    /// <param name="sorted">Bootstrap estimates, ascending.</param>
    /// <param name="estimate">The estimate itself.</param>
    /// <param name="acceleration">How fast the standard error changes with the truth; <see cref="AccelerationOfMean"/>.</param>
    /// <param name="level">0.95 for the quantiles of an interval at 95 %.</param>
    public static Interval Of(double[] sorted, double estimate, double acceleration, double level)
    {
        var below = (Count(sorted, v => v < estimate) + Count(sorted, v => v <= estimate)) / (2.0 * sorted.Length);
        var bias = Distributions.NormalQuantile(Math.Clamp(below, 0.5 / sorted.Length, 1 - (0.5 / sorted.Length)));
        var z = Distributions.NormalQuantile((1 + level) / 2);
        return new Interval(At(-z), At(z));

        double At(double normal)
        {
            var shifted = bias + normal;
            return Quantile(sorted, Distributions.NormalProbability(bias + (shifted / (1 - (acceleration * shifted)))));
        }
    }

    /// <summary>A quantile of sorted values, between two of them in proportion (Hyndman and Fan 1996, definition 7).</summary>
    public static double Quantile(double[] sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var index = Math.Min((int)position, sorted.Length - 2);
        return sorted.Length == 1 ? sorted[0] : sorted[index] + ((position - index) * (sorted[index + 1] - sorted[index]));
    }

    /// <summary>How many of sorted values pass a test that only the first ones pass.</summary>
    private static int Count(double[] sorted, Func<double, bool> passes)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = passes(sorted[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
