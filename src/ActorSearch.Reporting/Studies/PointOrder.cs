using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Studies;

/// <summary>
/// Where a point stands among others of which a seed is ranked: one of which a seed diverged below every one without,
/// among such by the share of seeds that came through, then as <see cref="TrialOrder"/> says.
/// </summary>
/// <param name="Counted">Number of seeds in its mean, 1 or more.</param>
/// <param name="Diverged">Number of seeds that diverged.</param>
/// <param name="Figures">Its mean, its parameters and the identity of its first trial.</param>
public readonly record struct PointOrder(int Counted, int Diverged, TrialOrder Figures)
{
    /// <summary>Below 0 where <paramref name="a"/> stands before <paramref name="b"/>, above 0 where behind.</summary>
    public static int Compare(PointOrder a, PointOrder b, Objective objective)
    {
        var byDiverged = CompareDiverged(a, b);
        return byDiverged != 0 ? byDiverged : TrialOrder.Compare(a.Figures, b.Figures, objective);
    }

    /// <summary>Compares the shares of seeds that diverged, the smaller one first.</summary>
    public static int CompareDiverged(PointOrder a, PointOrder b) => ((long)a.Diverged * b.Counted).CompareTo((long)b.Diverged * a.Counted);
}
