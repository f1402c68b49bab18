using System.Collections.Immutable;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Effects;

/// <summary>How each dimension's levels fared.</summary>
internal static class MainEffects
{
    /// <summary>The main effect of each dimension, the largest share first. The order of the observations changes no bit.</summary>
    /// <param name="names">The dimensions' names.</param>
    /// <param name="index">The trials' levels.</param>
    /// <param name="observations">All trials of the study, those without a metric included.</param>
    /// <param name="shares">Each dimension's share of the variance; see <see cref="VarianceDecomposition"/>.</param>
    public static ImmutableArray<MainEffect> Of(
        ImmutableArray<string> names, LevelIndex index, IReadOnlyList<Observation> observations, double?[] shares) =>
        [.. names.Select((name, d) => Of(name, d, index, observations, shares[d])).OrderByDescending(e => e.Share ?? -1)];

    private static MainEffect Of(string name, int dimension, LevelIndex index, IReadOnlyList<Observation> observations, double? share)
    {
        var levels = Enumerable.Range(0, observations.Count)
            .GroupBy(i => index.Of[i][dimension], i => observations[i])
            .OrderBy(g => g.Key)
            .Select(level =>
            {
                double[] counted = [.. level.Where(GridTable.Counts).Select(o => o.Value!.Value)];
                var missing = level
                    .Where(o => !GridTable.Counts(o))
                    .CountBy(o => o.Outcome, StringComparer.Ordinal)
                    .OrderBy(c => c.Key, StringComparer.Ordinal);
                return new LevelEffect(
                    index.Levels[dimension][level.Key], counted.Length == 0 ? null : Means.Of(counted), counted.Length, [.. missing]);
            })
            .ToImmutableArray();
        double[] means = [.. levels.Where(l => l.Mean is not null).Select(l => l.Mean!.Value)];
        return means.Length < 2
            ? new MainEffect(name, null, null, levels)
            : new MainEffect(name, share, means.Max() - means.Min(), levels);
    }
}
