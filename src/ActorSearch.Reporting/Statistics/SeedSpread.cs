namespace ActorSearch.Reporting.Statistics;

/// <summary>How the metric varies between seeds of one point, told by all points together.</summary>
/// <param name="Estimates">Each point's mean and its error.</param>
/// <param name="Residuals">Distances from the points' means in units of what a seed varies by: mean square 1, or none where nothing varies; ascending.</param>
/// <param name="PooledDegreesOfFreedom">Seeds less points, over points of several seeds.</param>
internal sealed record SeedSpread(Estimate[] Estimates, double[] Residuals, double PooledDegreesOfFreedom)
{
    /// <summary>Values closer than this share of the largest are equal but for rounding.</summary>
    private const double Precision = 1e-12;

    /// <summary>The spread of points with these metrics, finite ones; null where none has two.</summary>
    public static SeedSpread? Of(IReadOnlyList<double[]> points)
    {
        var means = points.Select(p => Means.Of(p)).ToArray();
        var largest = points.Max(p => p.Max(Math.Abs));
        var lattice = LatticeVariance(points, largest);
        var variances = points.Select((p, i) => VarianceOf(p, means[i], largest, lattice)).ToArray();
        if (VariancePrior.Of(variances.Zip(points, (v, p) => (v, p.Length - 1))) is not { } prior)
        {
            return null;
        }

        var scale = largest == 0 ? 1 : largest;
        var estimates = new Estimate[points.Count];
        var residuals = new List<double>();
        for (var i = 0; i < estimates.Length; i++)
        {
            var (variance, freedom) = prior.Moderate(variances[i], points[i].Length - 1);
            estimates[i] = new Estimate(means[i], scale * Math.Sqrt(variance / points[i].Length), freedom);
            if (points[i].Length > 1 && variance > 0)
            {
                // A residual varies by (R - 1) / R of what a seed does.
                var unit = Math.Sqrt(variance * (points[i].Length - 1) / points[i].Length);
                residuals.AddRange(points[i].Select(v => ((v / scale) - (means[i] / scale)) / unit));
            }
        }

        var size = Math.Sqrt(residuals.Sum(r => r * r) / Math.Max(1, residuals.Count));
        return new SeedSpread(estimates, size == 0 ? [] : [.. residuals.Select(r => r / size).Order()], prior.Pooled);
    }

    private static double VarianceOf(double[] values, double mean, double largest, double lattice)
    {
        if (values.Length < 2 || largest == 0)
        {
            return 0;
        }

        var sum = 0.0;
        foreach (var value in values.Order())
        {
            var distance = (value / largest) - (mean / largest);
            sum += Math.Abs(distance) < Precision ? 0 : distance * distance;
        }

        return Math.Max(sum / (values.Length - 1), lattice);
    }

    /// <summary>
    /// The least variance to believe where figures repeat, as accuracies do, which lie whole images apart: seeds that agree
    /// may differ by less than a step, and the uniform distribution over one has a variance of its square by 12. Zero
    /// where no two seeds of a point differ. In units of the largest value.
    /// </summary>
    private static double LatticeVariance(IReadOnlyList<double[]> points, double largest)
    {
        var sorted = points.SelectMany(p => p).Order().ToArray();
        var (step, repeats) = (double.PositiveInfinity, false);
        for (var i = 1; i < sorted.Length; i++)
        {
            var gap = (sorted[i] / largest) - (sorted[i - 1] / largest);
            repeats |= gap < Precision;
            step = gap < Precision ? step : Math.Min(step, gap);
        }

        return repeats && double.IsFinite(step) && points.Any(p => Array.Exists(p, v => Math.Abs(v - p[0]) > Precision * largest)) ? step * step / 12 : 0;
    }
}
