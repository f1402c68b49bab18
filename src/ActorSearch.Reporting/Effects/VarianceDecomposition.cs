using System.Collections.Immutable;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Effects;

/// <summary>
/// Splits the metric's variance over a study's trials. With R2(M) the share that a least squares fit of the model M explains:
/// a dimension's share is R2(all dimensions) - R2(all but this one), and a pair's is R2(all dimensions and a mean for each pair
/// of its levels) - R2(all dimensions). On the full grid these are the shares of the analysis of variance, exactly
/// (Fisher, Statistical Methods for Research Workers, 1925, chapter 7); with holes they are those of type II
/// (Yates, Journal of the American Statistical Association 29, 1934; Langsrud, Statistics and Computing 13, 2003): what each
/// explains beyond the dimensions alone. What lies between seeds of one point is pure error.
/// </summary>
public static class VarianceDecomposition
{
    /// <summary>The shares. The order of the observations changes no bit.</summary>
    /// <param name="names">The dimensions' names.</param>
    /// <param name="observations">All trials of the study, those without a metric included; trials of equal levels are seeds of one point.</param>
    public static VarianceShares Of(ImmutableArray<string> names, IReadOnlyList<Observation> observations)
    {
        var index = LevelIndex.From(names.Length, observations);
        var table = GridTable.Of(index, observations);
        int[] all = [.. Enumerable.Range(0, names.Length)];
        var (explained, rank) = LeastSquares.Fit(table, all);

        var shares = Array.ConvertAll(all, d => ShareBeyond(table, (explained, rank), LeastSquares.Fit(table, [.. all.Where(o => o != d)])));
        var cells = new PairCells(index, observations);
        var interactions =
            from first in all
            from second in all
            where first < second
            let share = PairShare(table, all, first, second, (explained, rank))
            select new Interaction(names[first], names[second], share, cells.Of(first, second));
        Interaction[] pairs = [.. interactions];

        double? seeds = table.Total == 0 ? null : table.Within / table.Total;
        double? rest = table.Total == 0
            ? null
            : Math.Clamp(1 - shares.Sum(s => s ?? 0) - pairs.Sum(p => p.Share ?? 0) - (seeds ?? 0), 0, 1);
        var (points, holes) = (table.Points, table.Points - table.Cells.Length);
        return new VarianceShares(
            MainEffects.Of(names, index, observations, shares),
            [.. pairs.OrderByDescending(p => p.Share ?? -1)],
            seeds,
            rest,
            points,
            holes,
            Statement(names.Length, table, holes));
    }

    private static double? PairShare(GridTable table, int[] all, int first, int second, (double Explained, int Rank) mains)
    {
        var columns = table.Levels[second].Length;
        var groups = Array.ConvertAll(table.Cells, c => (c.Levels[first] * columns) + c.Levels[second]);
        return ShareBeyond(table, LeastSquares.Fit(table, groups, [.. all.Where(d => d != first && d != second)]), mains);
    }

    /// <summary>What a model explains beyond a smaller one; null where it says nothing that the smaller one does not.</summary>
    private static double? ShareBeyond(GridTable table, (double Explained, int Rank) model, (double Explained, int Rank) smaller) =>
        table.Total == 0 || model.Rank <= smaller.Rank ? null : Math.Clamp((model.Explained - smaller.Explained) / table.Total, 0, 1);

    private static string Statement(int dimensions, GridTable table, long holes) => (dimensions, table) switch
    {
        (0, _) => "No dimension varies.",
        (_, { Cells.Length: 0 }) => "No trial counts yet.",
        (_, { Total: 0 }) => "The metric does not vary, so there is nothing to share.",
        _ => Exactness(table, holes) + (table.Within is null
            ? " With one seed a point, chance is part of interactions and of the rest."
            : string.Empty),
    };

    private static string Exactness(GridTable table, long holes) => holes switch
    {
        0 when Array.TrueForAll(table.Cells, c => c.Count == table.Cells[0].Count) => "The grid is full: the shares are exact.",
        0 => "Every point counts, but not all with as many seeds: a share is what lies beyond the other dimensions alone.",
        _ => $"{Figures.Count(holes)} of {Figures.Count(table.Points)} points of the full grid are missing: a share is what lies beyond the other dimensions alone, "
            + "and what two dimensions explain alike is in the rest.",
    };
}
