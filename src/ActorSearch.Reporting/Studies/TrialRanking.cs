using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Studies;

/// <summary>What ranks a trial.</summary>
public static class TrialRanking
{
    /// <summary>The metric that ranks a trial; null for one that is not ranked: diverged, failed, rejected, or not ended.</summary>
    public static double? MetricOf(TrialState trial, Objective objective) =>
        trial.Outcome?.IsRanked() == true
            ? trial.Result?.Best?.Get(objective.Metric)
            : null;
}
