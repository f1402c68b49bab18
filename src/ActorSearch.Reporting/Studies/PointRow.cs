using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Studies;

/// <summary>One point of the grid in a study's report: a configuration with all its seeds.</summary>
/// <param name="Rank">1 for the best; points of equal mean share a rank; null for a point that is not ranked.</param>
/// <param name="Config">The configuration.</param>
/// <param name="Values">The value in force of each varied dimension; null where it does not apply.</param>
/// <param name="Trials">Its trials, by number of the replicate.</param>
/// <param name="Mean">Mean metric over its ranked trials; null for a point that is not ranked.</param>
/// <param name="Interval">Where the mean over all seeds lies; null where nothing tells.</param>
/// <param name="IsAmongBest">Whether it cannot be told apart from the best; false for a point that is not ranked.</param>
/// <param name="Remark">What a reader should know of it in a few words (<c>1 of 3 seeds diverged</c>); empty for nothing.</param>
public sealed record PointRow(
    int? Rank,
    TrialConfig Config,
    ImmutableArray<ParameterValue?> Values,
    ImmutableArray<TrialRow> Trials,
    double? Mean,
    Interval? Interval,
    bool IsAmongBest,
    string Remark)
{
    /// <summary>The trials that are in the mean.</summary>
    public IEnumerable<TrialRow> Counted => Trials.Where(t => t.Metric is not null);
}
