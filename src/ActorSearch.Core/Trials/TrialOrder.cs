namespace ActorSearch.Core.Trials;

/// <summary>
/// Where a trial stands among others: by the objective's metric of its chosen epoch and by nothing else, no test figure,
/// no time, no order of arrival. Of equal metrics the one with fewer parameters stands first, then by identity.
/// </summary>
/// <param name="Metric">The objective's metric; NaN stands below every number.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Trial">The trial.</param>
public readonly record struct TrialOrder(double Metric, long Parameters, TrialId Trial)
{
    /// <summary>Below 0 where <paramref name="a"/> stands before <paramref name="b"/>, above 0 where behind.</summary>
    public static int Compare(TrialOrder a, TrialOrder b, Objective objective)
    {
        if (objective.IsBetter(a.Metric, b.Metric))
        {
            return -1;
        }

        if (objective.IsBetter(b.Metric, a.Metric))
        {
            return 1;
        }

        var byParameters = a.Parameters.CompareTo(b.Parameters);
        return byParameters != 0 ? byParameters : a.Trial.CompareTo(b.Trial);
    }
}
