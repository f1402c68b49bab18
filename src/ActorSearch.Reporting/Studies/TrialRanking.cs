using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Studies;

/// <summary>
/// Orders trials by the objective's metric of their chosen epoch and by nothing else: no test figure, no time, no
/// order of arrival. Equal metrics share a rank and stand with fewer parameters first, then by identity.
/// </summary>
public static class TrialRanking
{
    /// <summary>The metric that ranks a trial; null for one that is not ranked: diverged, failed, rejected, or not ended.</summary>
    public static double? MetricOf(TrialState trial, Objective objective) =>
        trial.Outcome is TrialOutcome.Completed or TrialOutcome.Collapsed or TrialOutcome.Stopped
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
        ranked.Sort((a, b) => Compare(a, b, objective));
        for (var i = 0; i < ranked.Count; i++)
        {
            var ties = i > 0 && !objective.IsBetter(ranked[i - 1].Metric, ranked[i].Metric);
            ranked[i] = ranked[i] with { Rank = ties ? ranked[i - 1].Rank : i + 1 };
        }

        return ranked;
    }

    private static int Compare(
        (int Rank, double Metric, TrialState Trial) a, (int Rank, double Metric, TrialState Trial) b, Objective objective)
    {
        if (objective.IsBetter(a.Metric, b.Metric))
        {
            return -1;
        }

        if (objective.IsBetter(b.Metric, a.Metric))
        {
            return 1;
        }

        var byParameters = a.Trial.Plan.Parameters.CompareTo(b.Trial.Plan.Parameters);
        return byParameters != 0 ? byParameters : a.Trial.Plan.Id.CompareTo(b.Trial.Plan.Id);
    }
}
