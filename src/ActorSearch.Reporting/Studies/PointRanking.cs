using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Studies;

/// <summary>Ranks the points of a grid by the mean over their seeds.</summary>
internal static class PointRanking
{
    /// <summary>All points, the ranked ones first, best first.</summary>
    public static (ImmutableArray<PointRow> Points, Confidence Confidence) Of(IReadOnlyList<TrialRow> trials, StudyDefinition definition)
    {
        var objective = definition.Objective;
        var points = trials
            .GroupBy(t => t.Trial.Plan.Config)
            .Select(g => (Trials: g.OrderBy(t => t.Trial.Plan.Replicate).ToImmutableArray(), Metrics: g.Where(t => t.Metric is not null).Select(t => t.Metric!.Value).ToArray()))
            .Select(p => new PointRow(
                null, p.Trials[0].Trial.Plan.Config, p.Trials[0].Values, p.Trials, p.Metrics.Length == 0 ? null : p.Metrics.Average(), null, false, string.Empty))
            .ToList();
        points.Sort((a, b) => (a.Mean, b.Mean) switch
        {
            (null, null) => a.Trials[0].Id.CompareTo(b.Trials[0].Id),
            (null, _) => 1,
            (_, null) => -1,
            ({ } x, { } y) => TrialOrder.Compare(OrderOf(a, x), OrderOf(b, y), objective),
        });
        for (var i = 0; i < points.Count && points[i].Mean is { } mean; i++)
        {
            var ties = i > 0 && !objective.IsBetter(points[i - 1].Mean!.Value, mean);
            points[i] = points[i] with { Rank = ties ? points[i - 1].Rank : i + 1 };
        }

        return ([.. points], new Confidence(Confidence.DefaultLevel, ConfidenceMethod.None, 0, null, string.Empty));
    }

    private static TrialOrder OrderOf(PointRow point, double mean) => new(mean, point.Trials[0].Trial.Plan.Parameters, point.Trials[0].Id);
}
