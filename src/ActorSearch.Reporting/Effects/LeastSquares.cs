namespace ActorSearch.Reporting.Effects;

/// <summary>
/// What a linear model on the levels of dimensions (dummy coding) explains. One factor, the one of most levels or the cells of
/// a pair, is swept out by taking its groups' means from all else (Frisch and Waugh, Econometrica 1, 1933; Lovell, Journal of
/// the American Statistical Association 58, 1963); the rest are normal equations, as large as the other dimensions have
/// levels, by a Cholesky factorisation that leaves out the columns that follow from those before them.
/// </summary>
internal static class LeastSquares
{
    /// <summary>A column of which less than this share is left follows from those before it.</summary>
    private const double Dependent = 1e-9;

    /// <summary>Sum of squares that the model explains of the cells' means around 0, and its number of parameters.</summary>
    /// <param name="table">The cells; a cell counts as often as it has trials.</param>
    /// <param name="sweptGroups">The group of each cell in the factor that is swept out.</param>
    /// <param name="others">The dimensions beside it.</param>
    public static (double Explained, int Rank) Fit(GridTable table, int[] sweptGroups, IReadOnlyList<int> others)
    {
        var cells = table.Cells;
        var groups = sweptGroups.Length == 0 ? 0 : sweptGroups.Max() + 1;
        var offsets = Offsets(table, others, out var columns);

        // Members of each group by its counts and sum.
        var counts = new double[groups];
        var sums = new double[groups];
        for (var c = 0; c < cells.Length; c++)
        {
            counts[sweptGroups[c]] += cells[c].Count;
            sums[sweptGroups[c]] += cells[c].Count * cells[c].Mean;
        }

        var matrix = new double[columns, columns];
        var right = new double[columns];
        var scales = new double[columns];
        var byGroup = Enumerable.Range(0, cells.Length).GroupBy(c => sweptGroups[c]).OrderBy(g => g.Key);
        var within = new double[columns];
        foreach (var group in byGroup)
        {
            var touched = new List<int>();
            foreach (var c in group)
            {
                Add(cells[c], touched);
            }

            // What the group's mean takes away.
            touched.Sort();
            foreach (var row in touched)
            {
                right[row] -= within[row] * sums[group.Key] / counts[group.Key];
                foreach (var column in touched)
                {
                    matrix[row, column] -= within[row] * within[column] / counts[group.Key];
                }
            }

            foreach (var row in touched)
            {
                within[row] = 0;
            }
        }

        var explained = 0.0;
        for (var g = 0; g < groups; g++)
        {
            explained += counts[g] == 0 ? 0 : sums[g] * sums[g] / counts[g];
        }

        var (more, rank) = Solve(matrix, right, scales);
        return (explained + more, rank + counts.Count(c => c > 0));

        void Add(GridCell cell, List<int> touched)
        {
            for (var i = 0; i < others.Count; i++)
            {
                var row = offsets[i] + cell.Levels[others[i]];
                if (within[row] == 0)
                {
                    touched.Add(row);
                }

                within[row] += cell.Count;
                right[row] += cell.Count * cell.Mean;
                scales[row] += cell.Count;
                for (var j = 0; j < others.Count; j++)
                {
                    matrix[row, offsets[j] + cell.Levels[others[j]]] += cell.Count;
                }
            }
        }
    }

    /// <summary>Sum of squares that a model without a factor to sweep out explains: the grand mean is its only group.</summary>
    public static (double Explained, int Rank) Fit(GridTable table, IReadOnlyList<int> dimensions)
    {
        if (dimensions.Count == 0)
        {
            return Fit(table, new int[table.Cells.Length], []);
        }

        var swept = dimensions.MaxBy(d => table.Levels[d].Length);
        return Fit(table, Array.ConvertAll(table.Cells, c => c.Levels[swept]), [.. dimensions.Where(d => d != swept)]);
    }

    private static int[] Offsets(GridTable table, IReadOnlyList<int> others, out int columns)
    {
        var offsets = new int[others.Count];
        columns = 0;
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = columns;
            columns += table.Levels[others[i]].Length;
        }

        return offsets;
    }

    /// <summary>The right side's squared length in the matrix's inverse, and the matrix's rank.</summary>
    private static (double Explained, int Rank) Solve(double[,] matrix, double[] right, double[] scales)
    {
        var (explained, rank) = (0.0, 0);
        var size = right.Length;
        for (var k = 0; k < size; k++)
        {
            var pivot = matrix[k, k];
            if (pivot <= Dependent * scales[k])
            {
                continue;
            }

            rank++;
            explained += right[k] * right[k] / pivot;
            for (var i = k + 1; i < size; i++)
            {
                var factor = matrix[i, k] / pivot;
                if (factor == 0)
                {
                    continue;
                }

                right[i] -= factor * right[k];
                for (var j = k + 1; j < size; j++)
                {
                    matrix[i, j] -= factor * matrix[k, j];
                }
            }
        }

        return (explained, rank);
    }
}
