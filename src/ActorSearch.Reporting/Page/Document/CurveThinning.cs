using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Page.Document;

/// <summary>Leaves epochs of a curve out, evenly.</summary>
internal static class CurveThinning
{
    /// <summary>At most so many epochs of a curve: the first, the last, the chosen one, and others evenly between.</summary>
    /// <param name="curve">The epochs, in order.</param>
    /// <param name="most">How many to keep, at least 3.</param>
    /// <param name="chosen">The epoch that the objective chose.</param>
    public static ImmutableArray<EpochMetrics> Of(ImmutableArray<EpochMetrics> curve, int most, int? chosen)
    {
        if (curve.Length <= most)
        {
            return curve;
        }

        var kept = Enumerable.Range(0, most).Select(i => (int)((long)i * (curve.Length - 1) / (most - 1))).ToArray();
        for (var i = 0; i < curve.Length; i++)
        {
            if (curve[i].Epoch == chosen && !kept.Contains(i))
            {
                // It takes the place of its nearest neighbour that is not an end.
                var nearest = Enumerable.Range(1, most - 2).MinBy(k => Math.Abs(kept[k] - i));
                kept[nearest] = i;
            }
        }

        return [.. kept.Select(i => curve[i])];
    }
}
