namespace ActorSearch.Reporting.Statistics;

/// <summary>The middle of values.</summary>
internal static class Medians
{
    /// <summary>The median, of an even number the mean of the two in the middle; null for none.</summary>
    public static double? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length switch
        {
            0 => null,
            var n when n % 2 == 1 => sorted[middle],
            _ => (sorted[middle - 1] + sorted[middle]) / 2,
        };
    }
}
