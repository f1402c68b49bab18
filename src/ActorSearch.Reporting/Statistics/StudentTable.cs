namespace ActorSearch.Reporting.Statistics;

/// <summary>
/// Student's t of so many degrees of freedom, ready for many questions: draws that stand for the whole distribution, and
/// logarithms of its probabilities, interpolated to about four digits.
/// </summary>
internal sealed class StudentTable
{
    /// <summary>Draws that stand for the distribution; near 5 % they lie 0.35 % of probability apart.</summary>
    private const int Nodes = 128;

    private const int Entries = 1024;

    /// <summary>The table goes to sinh of this on either side; beyond, what is asked for is as good as sure.</summary>
    private const double Reach = 24;

    /// <summary>Probabilities below this are this, so that all have logarithms.</summary>
    private const double Least = 1e-300;

    private readonly double[] _logarithms = new double[Entries + 1];

    /// <summary>Makes the table.</summary>
    public StudentTable(double degreesOfFreedom)
    {
        for (var i = 0; i <= Entries; i++)
        {
            var x = ValueAt(i);
            var tail = Math.Max(Distributions.StudentUpperTail(Math.Abs(x), degreesOfFreedom), Least);
            _logarithms[i] = x < 0 ? Math.Log(tail) : double.LogP1(-tail);
        }

        for (var i = 0; i < Nodes; i++)
        {
            // Probabilities as squares: the lower tail, which decides, has most of the draws.
            var (from, to) = (Square((double)i / Nodes), Square((i + 1.0) / Nodes));
            Draws[i] = (Quantile(Math.Log((from + to) / 2)), to - from);
        }
    }

    /// <summary>Values, the least first, with their weights, which add up to 1.</summary>
    public (double Value, double Weight)[] Draws { get; } = new (double, double)[Nodes];

    /// <summary>The logarithm of the probability that a draw is below a value.</summary>
    public double LogProbabilityBelow(double value)
    {
        var at = (Math.Asinh(value) / Reach + 1) * Entries / 2;
        if (!(at > 0))
        {
            return _logarithms[0];
        }

        if (at >= Entries)
        {
            return _logarithms[Entries];
        }

        var entry = (int)at;
        return _logarithms[entry] + ((at - entry) * (_logarithms[entry + 1] - _logarithms[entry]));
    }

    /// <summary>The value whose logarithm of probability this is, by the table.</summary>
    private double Quantile(double logarithm)
    {
        var above = Array.BinarySearch(_logarithms, logarithm) is var found && found >= 0 ? found : ~found;
        if (above is 0 or > Entries)
        {
            return ValueAt(Math.Min(above, Entries));
        }

        var share = (logarithm - _logarithms[above - 1]) / (_logarithms[above] - _logarithms[above - 1]);
        return ValueAt(above - 1 + share);
    }

    private static double ValueAt(double entry) => Math.Sinh(Reach * ((2 * entry / Entries) - 1));

    private static double Square(double value) => value * value;
}
