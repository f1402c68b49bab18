using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Studies;

/// <summary>
/// Ranks trials as <see cref="TrialOrder"/> orders them; equal metrics share a rank.
/// </summary>
public static class TrialRanking
{
    /// <summary>The metric that ranks a trial; null for one that is not ranked: diverged, failed, rejected, or not ended.</summary>
    public static double? MetricOf(TrialState trial, Objective objective) =>
        trial.Outcome?.IsRanked() == true
            ? trial.Result?.Best?.Get(objective.Metric)
            : null;

    /// <summary>The ranked trials, best first; a metric that is NaN stands below every number.</summary>
    public static IReadOnlyList<(int Rank, double Metric, TrialState Trial)> Rank(IEnumerable<TrialState> trials, Objective objective)
    {
        var ranked = trials
            .Select(t => (Metric: MetricOf(t, objective), Trial: t))
            .Where(t => t.Metric is not null)
            .Select(t => (Rank: 0, Metric: t.Metric!.Value, t.Trial))
            .ToList();
        ranked.Sort((a, b) => TrialOrder.Compare(OrderOf(a), OrderOf(b), objective));
        for (var i = 0; i < ranked.Count; i++)
        {
            var ties = i > 0 && !objective.IsBetter(ranked[i - 1].Metric, ranked[i].Metric);
            ranked[i] = ranked[i] with { Rank = ties ? ranked[i - 1].Rank : i + 1 };
        }

        return ranked;
    }

    private static TrialOrder OrderOf((int Rank, double Metric, TrialState Trial) entry) =>
        new(entry.Metric, entry.Trial.Plan.Parameters, entry.Trial.Plan.Id);
}
