using System.Collections.Immutable;

namespace ActorSearch.Reporting.Effects;

/// <summary>The mean metric of the trials of each pair of levels.</summary>
internal sealed class PairCells(LevelIndex index, IReadOnlyList<Observation> observations)
{
    private readonly int[] _ascending = [.. Enumerable.Range(0, observations.Count).OrderBy(i => observations[i].Value ?? double.NaN)];

    /// <summary>The cells of two dimensions, row by row over the first one's levels.</summary>
    public ImmutableArray<InteractionCell> Of(int first, int second)
    {
        var columns = index.Levels[second].Length;
        var count = index.Levels[first].Length * columns;
        var least = new double[count];
        var distances = new double[count];
        var counted = new int[count];
        var missing = new int[count];

        // As distances from the least, in ascending order: no order of the trials shows in the last bits.
        foreach (var i in _ascending)
        {
            var cell = (index.Of[i][first] * columns) + index.Of[i][second];
            if (!GridTable.Counts(observations[i]))
            {
                missing[cell]++;
                continue;
            }

            var value = observations[i].Value!.Value;
            least[cell] = counted[cell] == 0 ? value : least[cell];
            distances[cell] += value - least[cell];
            counted[cell]++;
        }

        var cells = ImmutableArray.CreateBuilder<InteractionCell>(count);
        for (var cell = 0; cell < count; cell++)
        {
            cells.Add(new InteractionCell(counted[cell] == 0 ? null : Mean(cell), counted[cell], missing[cell]));
        }

        return cells.MoveToImmutable();

        double Mean(int cell)
        {
            var mean = least[cell] + (distances[cell] / counted[cell]);
            return double.IsFinite(mean) ? mean : MeanOfHuge(first, second, columns, cell, counted[cell]);
        }
    }

    /// <summary>Losses near the largest number have a mean, though their sum has none.</summary>
    private double MeanOfHuge(int first, int second, int columns, int cell, int counted) => _ascending
        .Where(i => (index.Of[i][first] * columns) + index.Of[i][second] == cell && GridTable.Counts(observations[i]))
        .Sum(i => observations[i].Value!.Value / counted);
}
