using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Studies;

/// <summary>
/// Ranks the points of a grid by the mean over their seeds. A point of which a seed diverged stands below every point without
/// one, and among such the one with the larger share of seeds that came through stands first: a configuration that fails
/// by luck is no answer. Seeds that failed or have not ended are missing, no more. Points of equal mean stand as
/// <see cref="TrialOrder"/> orders their first trials, and share a rank.
/// </summary>
internal static class PointRanking
{
    /// <summary>All points, the ranked ones first, best first; their counted trials have the point's rank.</summary>
    public static (ImmutableArray<PointRow> Points, Confidence Confidence) Of(IReadOnlyList<TrialRow> trials, StudyDefinition definition)
    {
        var objective = definition.Objective;
        var entries = trials
            .GroupBy(t => t.Trial.Plan.Config)
            .Select(g => Entry.Of([.. g.OrderBy(t => t.Trial.Plan.Replicate).ThenBy(t => t.Id)]))
            .ToArray();
        Array.Sort(entries, (a, b) => Compare(a, b, objective));
        var ranked = entries.TakeWhile(e => e.Metrics.Length > 0).ToArray();
        var trust = RankingTrust.Of(ranked, definition);

        var points = ImmutableArray.CreateBuilder<PointRow>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            var isRanked = i < ranked.Length;
            int? rank = !isRanked ? null : i > 0 && AreEqual(entries[i - 1], entries[i], objective) ? points[i - 1].Rank : i + 1;
            var rows = entries[i].Trials.Select(t => t.Metric is null ? t : t with { Rank = rank }).ToImmutableArray();
            points.Add(new PointRow(
                rank,
                rows[0].Trial.Plan.Config,
                rows[0].Values,
                rows,
                isRanked ? entries[i].Mean : null,
                isRanked ? trust.Intervals[i] : null,
                isRanked && trust.AmongBest[i],
                PointRemark.Of(rows)));
        }

        return (points.MoveToImmutable(), trust.Confidence);
    }

    private static int Compare(Entry a, Entry b, Objective objective)
    {
        if (a.Metrics.Length == 0 || b.Metrics.Length == 0)
        {
            var byRanked = (a.Metrics.Length == 0).CompareTo(b.Metrics.Length == 0);
            return byRanked != 0 ? byRanked : CompareUnranked(a.Trials[0], b.Trials[0]);
        }

        return PointOrder.Compare(a.Order, b.Order, objective);
    }

    private static int CompareUnranked(TrialRow a, TrialRow b)
    {
        var byOutcome = Order(a).CompareTo(Order(b));
        return byOutcome != 0 ? byOutcome : a.Id.CompareTo(b.Id);

        static int Order(TrialRow row) => (int?)row.Trial.Outcome ?? int.MaxValue;
    }

    private static bool AreEqual(Entry before, Entry after, Objective objective) =>
        before.CompareDiverged(after) == 0 && !objective.IsBetter(before.Mean, after.Mean);

    /// <summary>A point on its way into the ranking.</summary>
    internal sealed record Entry(ImmutableArray<TrialRow> Trials, double[] Metrics, double Mean, int Diverged)
    {
        public static Entry Of(ImmutableArray<TrialRow> trials)
        {
            double[] metrics = [.. trials.Where(t => t.Metric is not null).Select(t => t.Metric!.Value)];
            return new Entry(trials, metrics, Means.Of(metrics), trials.Count(t => t.Trial.Outcome == TrialOutcome.Diverged));
        }

        /// <summary>Where a point with a ranked seed stands.</summary>
        public PointOrder Order => new(Metrics.Length, Diverged, new TrialOrder(Mean, Trials[0].Trial.Plan.Parameters, Trials[0].Id));

        /// <summary>Compares the shares of seeds that diverged, the smaller one first.</summary>
        public int CompareDiverged(Entry other) => PointOrder.CompareDiverged(Order, other.Order);
    }
}
