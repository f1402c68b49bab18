namespace ActorSearch.Reporting.Statistics;

/// <summary>A mean over seeds, and how well it is known.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Its standard error, by the moderated variance; see <see cref="VariancePrior"/>.</param>
/// <param name="DegreesOfFreedom">Those of Student's t that its error over the standard error has.</param>
internal readonly record struct Estimate(double Mean, double StandardError, double DegreesOfFreedom)
{
    /// <summary>The standard error of the difference to another mean.</summary>
    public double ErrorOfDifference(Estimate other) => Math.Sqrt((StandardError * StandardError) + (other.StandardError * other.StandardError));

    /// <summary>The standard error of the difference to another mean, and its degrees of freedom (Welch, Biometrika 34, 1947).</summary>
    public (double StandardError, double DegreesOfFreedom) DifferenceTo(Estimate other)
    {
        var (a, b) = (StandardError * StandardError, other.StandardError * other.StandardError);
        var sum = a + b;
        return sum == 0
            ? (0, DegreesOfFreedom)
            : (Math.Sqrt(sum), sum * sum / ((a * a / DegreesOfFreedom) + (b * b / other.DegreesOfFreedom)));
    }
}
