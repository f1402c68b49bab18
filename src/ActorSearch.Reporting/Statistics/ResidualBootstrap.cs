namespace ActorSearch.Reporting.Statistics;

/// <summary>
/// The bootstrap of a mean over few seeds. A point's own three values have only ten different means, and these cover the
/// truth in three cases of four; so what is drawn are all points' residuals, smoothed by a kernel of Silverman's width
/// for as many values as there are degrees of freedom, at unchanged variance (Efron 1979; Silverman and Young,
/// Biometrika 74, 1987; Silverman, Density Estimation, 1986, 3.4.2). One distribution serves all points of as many seeds.
/// </summary>
/// <param name="spread">The residuals to draw from.</param>
/// <param name="seedFor">The seed of the draws for so many seeds a point.</param>
/// <param name="resamples">Number of means that are drawn.</param>
internal sealed class ResidualBootstrap(SeedSpread spread, Func<int, ulong> seedFor, int resamples = ResidualBootstrap.DefaultResamples)
{
    /// <summary>Means drawn for a report: the quantiles of an interval are then good to about 1 % of its width.</summary>
    public const int DefaultResamples = 10_000;

    private readonly double _width = 1.06 * Math.Pow(spread.PooledDegreesOfFreedom, -0.2);
    private readonly Dictionary<int, Interval> _quantiles = [];
    private readonly Dictionary<double, double> _expansions = [];

    /// <summary>
    /// The interval of a mean at the level (the same in every call): its BCa quantiles in units of the moderated standard deviation, wider by t / z, since
    /// that deviation is itself estimated (Hesterberg, The American Statistician 69, 2015, section 5.1).
    /// </summary>
    public Interval Around(Estimate estimate, int seeds, double level)
    {
        if (estimate.StandardError == 0 || spread.Residuals.Length == 0)
        {
            return new Interval(estimate.Mean, estimate.Mean);
        }

        if (!_quantiles.TryGetValue(seeds, out var quantiles))
        {
            _quantiles[seeds] = quantiles = Quantiles(seeds, level);
        }

        var unit = estimate.StandardError * Math.Sqrt(seeds) * Expansion(estimate.DegreesOfFreedom, level);
        return Rounded(estimate.Mean, unit * quantiles.Low, unit * quantiles.High);
    }

    private double Expansion(double degreesOfFreedom, double level)
    {
        if (!_expansions.TryGetValue(degreesOfFreedom, out var expansion))
        {
            var tail = (1 - level) / 2;
            _expansions[degreesOfFreedom] = expansion =
                Distributions.StudentUpperQuantile(tail, degreesOfFreedom) / Distributions.StudentUpperQuantile(tail, double.PositiveInfinity);
        }

        return expansion;
    }

    /// <summary>The BCa quantiles of the mean of so many draws whose variance is 1.</summary>
    private Interval Quantiles(int seeds, double level)
    {
        var draws = new SplitMix64(seedFor(seeds));
        var residuals = spread.Residuals;
        var shrink = 1 / Math.Sqrt(1 + (_width * _width));

        // The kernel is a triangle, the sum of two uniform draws, of variance 1 / 6: it needs no function that machines round differently.
        var kernel = _width * Math.Sqrt(6);
        var means = new double[resamples];
        for (var i = 0; i < means.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < seeds; j++)
            {
                sum += residuals[draws.NextIndex(residuals.Length)] + (kernel * (draws.NextUnit() + draws.NextUnit() - 1));
            }

            means[i] = sum * shrink / seeds;
        }

        Array.Sort(means);
        return Bca.Of(means, 0, Bca.AccelerationOfMean(Bca.Skewness(residuals) * shrink * shrink * shrink, seeds), level);
    }

    /// <summary>Bounds to four digits of their distance from the mean: the draws tell no more, and last bits differ between machines.</summary>
    private static Interval Rounded(double mean, double low, double high)
    {
        var decimals = 3 - (int)Math.Floor(Math.Log10(Math.Max(-low, high)));
        return decimals is >= 0 and <= 15
            ? new Interval(Math.Min(mean, Math.Round(mean + low, decimals)), Math.Max(mean, Math.Round(mean + high, decimals)))
            : new Interval(mean + low, mean + high);
    }
}
