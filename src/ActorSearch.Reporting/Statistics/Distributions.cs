using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace ActorSearch.Reporting.Statistics;

/// <summary>The normal distribution and Student's t.</summary>
internal static class Distributions
{
    private const int MaxHalvings = 200;

    /// <summary>Probability that a standard normal draw is below <paramref name="z"/>.</summary>
    public static double NormalProbability(double z) => Normal.CDF(0, 1, z);

    /// <summary>The value that a standard normal draw is below with this probability.</summary>
    public static double NormalQuantile(double probability) => Normal.InvCDF(0, 1, probability);

    /// <summary>The probability that a draw of Student's t is above this value, 0 or more (Abramowitz and Stegun 1964, 26.7.1).</summary>
    /// <param name="degreesOfFreedom">Above 0; infinite for the normal distribution.</param>
    public static double StudentUpperTail(double value, double degreesOfFreedom) => double.IsPositiveInfinity(degreesOfFreedom)
        ? Normal.CDF(0, 1, -value)
        : SpecialFunctions.BetaRegularized(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + (value * value))) / 2;

    /// <summary>
    /// The value that a draw of Student's t is above with this probability, below one half. With few degrees of freedom and
    /// a small tail it is so far out that only its logarithm can be searched for.
    /// </summary>
    /// <param name="tail">Probability of the upper tail, above 0 and below one half.</param>
    /// <param name="degreesOfFreedom">Above 0; infinite for the normal distribution.</param>
    public static double StudentUpperQuantile(double tail, double degreesOfFreedom)
    {
        if (double.IsPositiveInfinity(degreesOfFreedom))
        {
            return -NormalQuantile(tail);
        }

        var (low, high) = (-40.0, 300.0);
        for (var i = 0; i < MaxHalvings && high - low > 1e-14 * Math.Max(1, Math.Abs(low)); i++)
        {
            var middle = (low + high) / 2;
            (low, high) = StudentUpperTail(Math.Exp(middle), degreesOfFreedom) > tail ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }
}
