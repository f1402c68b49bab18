namespace ActorSearch.Reporting.Statistics;

/// <summary>Means whose last bit does not depend on the order of the values.</summary>
public static class Means
{
    /// <summary>
    /// The mean, summed in the values' own order so that no other order shows in the last bits, and as distances from
    /// the least so that the mean of equal values is that value exactly. NaN for no values and where one is NaN.
    /// </summary>
    public static double Of(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values];
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        if (!Array.TrueForAll(sorted, double.IsFinite))
        {
            return sorted.Average();
        }

        Array.Sort(sorted);
        var least = sorted[0];
        var mean = least + (sorted.Sum(v => v - least) / sorted.Length);

        // Losses near the largest number have a mean, though their sum has none.
        return double.IsFinite(mean) ? mean : sorted.Sum(v => v / sorted.Length);
    }
}
