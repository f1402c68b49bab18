namespace ActorSearch.Reporting.Statistics;

/// <summary>
/// How likely it is that a mean falls so far behind some other by chance alone, were all means equal: one probability for
/// all comparisons of a point, which share its own error (Dunnett, Journal of the American Statistical Association 50,
/// 1955; Hsu, Multiple Comparisons, 1996, chapter 4), with an error of its own for each point. With S the standard
/// errors, T the largest (m_j - m_i) / sqrt(S_i^2 + S_j^2), and t and F of Student's distribution,
/// <c>p_i = 1 - E over t of product over j of F((T sqrt(S_i^2 + S_j^2) + S_i t) / S_j)</c>.
/// </summary>
internal sealed class JointComparison
{
    /// <summary>Standard errors within a step of 4.4 % count as equal.</summary>
    private const double StepsPerDoubling = 16;

    private const double Negligible = 1e-4;

    private readonly Dictionary<double, StudentTable> _tables = [];
    private readonly (double StandardError, StudentTable Table, int Count)[] _kinds;

    /// <summary>Prepares to compare points with each other.</summary>
    public JointComparison(IReadOnlyList<Estimate> points)
    {
        _kinds = [.. points
            .GroupBy(p => (Error: Rounded(p.StandardError), p.DegreesOfFreedom))
            .Select(g => (g.Key.Error, TableOf(g.Key.DegreesOfFreedom), g.Count()))];
    }

    /// <summary>Whether chance puts a point this far behind some other in more than a share of cases.</summary>
    /// <param name="point">One of the points.</param>
    /// <param name="behind">T, 0 or more: the largest distance to another in standard errors of the difference.</param>
    /// <param name="share">The share of cases, below one half.</param>
    public bool IsChance(Estimate point, double behind, double share)
    {
        // Tails of Student's t are heavier than those of the normal distribution, and those of several points than of one.
        if (behind < Distributions.NormalQuantile(1 - share))
        {
            return true;
        }

        if (double.IsPositiveInfinity(behind))
        {
            return false;
        }

        var own = Rounded(point.StandardError);
        var table = TableOf(point.DegreesOfFreedom);
        if (own == 0)
        {
            return ProbabilityOfNone(own, table, behind, 0) < 1 - share;
        }

        var chance = 0.0;
        foreach (var (value, weight) in table.Draws)
        {
            // The point's own error grows, and with it the probability that none is so far ahead: what is left adds no more than this.
            var some = 1 - ProbabilityOfNone(own, table, behind, value);
            chance += weight * some;
            if (chance > share)
            {
                return true;
            }

            if (some < Negligible)
            {
                break;
            }
        }

        return false;
    }

    /// <summary>Probability that no other is so far ahead, given the point's own error in its own units.</summary>
    private double ProbabilityOfNone(double own, StudentTable ownTable, double behind, double error)
    {
        var logarithm = 0.0;
        foreach (var (other, table, count) in _kinds)
        {
            // The point itself is none of the others.
            var others = other == own && ReferenceEquals(table, ownTable) ? count - 1 : count;
            if (others == 0)
            {
                continue;
            }

            if (other == 0)
            {
                if (own * (behind + error) < 0)
                {
                    return 0;
                }

                continue;
            }

            logarithm += others * table.LogProbabilityBelow(((behind * Math.Sqrt((own * own) + (other * other))) + (own * error)) / other);
        }

        return Math.Exp(logarithm);
    }

    private StudentTable TableOf(double degreesOfFreedom)
    {
        if (!_tables.TryGetValue(degreesOfFreedom, out var table))
        {
            _tables[degreesOfFreedom] = table = new StudentTable(degreesOfFreedom);
        }

        return table;
    }

    private static double Rounded(double standardError) =>
        standardError == 0 ? 0 : Math.Pow(2, Math.Round(StepsPerDoubling * Math.Log2(standardError)) / StepsPerDoubling);
}
