using MathNet.Numerics;

namespace ActorSearch.Reporting.Statistics;

/// <summary>
/// What the variances of all points say of the variance of each. Few seeds tell a variance badly; so each point's is drawn
/// towards the others', as strongly as these agree (Smyth, Linear models and empirical Bayes methods, Statistical
/// Applications in Genetics and Molecular Biology 3, 2004): variances follow a scaled inverse chi-squared distribution
/// with <paramref name="DegreesOfFreedom"/> d0 around <paramref name="Variance"/> s0^2.
/// </summary>
/// <remarks>
/// Smyth finds d0 from the moments of log variances, which two equal seeds, common among accuracies, make infinite. Here
/// it comes from the likelihood of the variances, each s0^2 F(d, d0): the harmonic mean of d0 over a grid of values,
/// weighted by their likelihood, with the best s0^2 for each, times d0^-1/2. One likeliest value would be infinite too often
/// among few points.
/// </remarks>
/// <param name="DegreesOfFreedom">d0, above 0.</param>
/// <param name="Variance">s0^2.</param>
/// <param name="Pooled">D, the degrees of freedom of all points together, above 0.</param>
internal readonly record struct VariancePrior(double DegreesOfFreedom, double Variance, double Pooled)
{
    private const int MaxSteps = 100;
    private const double Tolerance = 1e-9;

    private static readonly double[] Candidates = [.. Enumerable.Range(0, 21).Select(i => Math.Pow(2, i / 2.0))];

    /// <summary>The prior of points with these variances; null where none has a degree of freedom.</summary>
    /// <param name="variances">Each point's sample variance and its degrees of freedom, one less than its seeds.</param>
    public static VariancePrior? Of(IEnumerable<(double Variance, int DegreesOfFreedom)> variances)
    {
        // Equal variances, of which accuracies have many, are counted once.
        var groups = variances
            .Where(v => v.DegreesOfFreedom > 0)
            .CountBy(v => v)
            .Select(g => (g.Key.Variance, Freedom: (double)g.Key.DegreesOfFreedom, Count: (double)g.Value))
            .OrderBy(g => g)
            .ToArray();
        var pooled = groups.Sum(g => g.Count * g.Freedom);
        if (pooled == 0)
        {
            return null;
        }

        var mean = groups.Sum(g => g.Count * g.Freedom * g.Variance) / pooled;
        if (mean == 0)
        {
            return new VariancePrior(Candidates[^1], 0, pooled);
        }

        var fits = Array.ConvertAll(Candidates, d0 => Fit(groups, d0, mean));
        var best = fits.Max(f => f.LogLikelihood);
        var (weights, inverse, logVariance) = (0.0, 0.0, 0.0);
        foreach (var (d0, fit) in Candidates.Zip(fits))
        {
            var weight = Math.Exp(fit.LogLikelihood - best) / Math.Sqrt(d0);
            weights += weight;
            inverse += weight / d0;
            logVariance += weight * Math.Log(fit.Variance);
        }

        return new VariancePrior(weights / inverse, Math.Exp(logVariance / weights), pooled);
    }

    /// <summary>
    /// A point's moderated variance (d0 s0^2 + d s^2) / (d0 + d), and the degrees of freedom that its t has: d0 + d as
    /// though s0^2 were known, less what it is uncertain by, (d0 + d) D / (d0 + D). So they are D where all points share
    /// one variance, and d where each has its own.
    /// </summary>
    public (double Variance, double DegreesOfFreedom) Moderate(double variance, int degreesOfFreedom)
    {
        var sum = DegreesOfFreedom + degreesOfFreedom;
        return (((DegreesOfFreedom * Variance) + (degreesOfFreedom * variance)) / sum, sum * Pooled / (DegreesOfFreedom + Pooled));
    }

    /// <summary>The best s0^2 for one d0, by expectation and maximisation, and the likelihood of both.</summary>
    private static (double Variance, double LogLikelihood) Fit((double Variance, double Freedom, double Count)[] groups, double d0, double start)
    {
        var s0 = start;
        var count = groups.Sum(g => g.Count);
        for (var step = 0; step < MaxSteps; step++)
        {
            var precision = 0.0;
            foreach (var (variance, d, n) in groups)
            {
                precision += n * (d0 + d) / ((d0 * s0) + (d * variance));
            }

            var next = count / precision;
            var settled = Math.Abs(next - s0) <= Tolerance * s0;
            s0 = next;
            if (settled)
            {
                break;
            }
        }

        var likelihood = 0.0;
        foreach (var (variance, d, n) in groups)
        {
            likelihood += n * (SpecialFunctions.GammaLn((d0 + d) / 2) - SpecialFunctions.GammaLn(d0 / 2)
                + (d / 2 * Math.Log(d / (d0 * s0))) - ((d0 + d) / 2 * Math.Log(1 + (d * variance / (d0 * s0)))));
        }

        return (s0, likelihood);
    }
}
