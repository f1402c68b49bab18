using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Effects;

/// <summary>The trials of a study by the levels of its dimensions, in an order that no order of the trials changes.</summary>
/// <param name="Levels">Each dimension's levels, ascending.</param>
/// <param name="Cells">The points that a trial counts of, by the order of their levels.</param>
/// <param name="Total">Sum of squares of the counted metrics around their mean, in units of the largest.</param>
/// <param name="Within">What of it lies between trials of one point; null where no point has two.</param>
internal sealed record GridTable(ImmutableArray<ImmutableArray<ParameterValue?>> Levels, GridCell[] Cells, double Total, double? Within)
{
    /// <summary>Squares of less than this share of the largest square are rounding.</summary>
    private const double Rounding = 1e-28;

    /// <summary>Number of points in the full product of the levels; at most the largest long.</summary>
    public long Points
    {
        get
        {
            var points = Levels.IsEmpty || Levels.Any(l => l.IsEmpty) ? 0L : 1L;
            foreach (var levels in Levels)
            {
                points = levels.IsEmpty || points <= long.MaxValue / levels.Length ? points * levels.Length : long.MaxValue;
            }

            return points;
        }
    }

    /// <summary>The table of all trials of a study; see <see cref="LevelIndex"/> for their levels.</summary>
    public static GridTable Of(LevelIndex index, IReadOnlyList<Observation> observations)
    {
        var counted = Enumerable.Range(0, observations.Count).Where(i => Counts(observations[i])).ToArray();
        var scale = counted.Length == 0 ? 0 : counted.Max(i => Math.Abs(observations[i].Value!.Value));
        scale = scale == 0 ? 1 : scale;
        var grand = Means.Of(Array.ConvertAll(counted, i => observations[i].Value!.Value / scale));

        var cells = new List<GridCell>();
        var (total, within) = (0.0, 0.0);
        foreach (var group in counted.GroupBy(i => index.Of[i], LevelsComparer.Instance).OrderBy(g => g.Key, LevelsComparer.Instance))
        {
            double[] values = [.. group.Select(i => (observations[i].Value!.Value / scale) - grand).Order()];
            var mean = Means.Of(values);
            cells.Add(new GridCell(group.Key, values.Length, mean));
            foreach (var value in values)
            {
                total += value * value;
                within += (value - mean) * (value - mean);
            }
        }

        var varies = total > Rounding * counted.Length;
        return new GridTable(index.Levels, [.. cells], varies ? total : 0, cells.Exists(c => c.Count > 1) ? within : null);
    }

    /// <summary>Whether a trial's metric is one to count.</summary>
    public static bool Counts(Observation observation) => observation.Value is { } value && double.IsFinite(value);

    private sealed class LevelsComparer : IEqualityComparer<int[]>, IComparer<int[]>
    {
        public static readonly LevelsComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] levels)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(levels.AsSpan()));
            return hash.ToHashCode();
        }

        public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
