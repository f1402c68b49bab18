namespace ActorSearch.Reporting.Text;

/// <summary>Draws a table with spaces and one rule, for pipes and files.</summary>
public static class TextTableWriter
{
    private const int Gap = 2;

    /// <summary>No text column is cut to less than this, or than its header.</summary>
    private const int MinCutWidth = 12;

    /// <summary>Writes a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="output">Where to.</param>
    /// <param name="width">Columns to keep to, by cutting the widest texts first; null keeps every text whole.</param>
    public static void Write(TextTable table, TextWriter output, int? width)
    {
        var widths = table.Columns.Select(c => DisplayWidth.Of(c.Header)).ToArray();
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], DisplayWidth.Of(row[i]));
            }
        }

        if (width is { } limit)
        {
            Narrow(table, widths, limit);
        }

        WriteRow(table, widths, [.. table.Columns.Select(c => c.Header)], output);
        output.WriteLine(new string('-', widths.Sum() + (Gap * (widths.Length - 1))));
        foreach (var row in table.Rows)
        {
            WriteRow(table, widths, row.AsSpan(), output);
        }
    }

    private static void Narrow(TextTable table, int[] widths, int limit)
    {
        var excess = widths.Sum() + (Gap * (widths.Length - 1)) - limit;
        while (excess > 0)
        {
            var texts = Enumerable.Range(0, widths.Length)
                .Where(i => !table.Columns[i].IsNumber && widths[i] > Least(i))
                .OrderByDescending(i => widths[i])
                .ToArray();
            if (texts.Length == 0)
            {
                return;
            }

            // The widest gives way until it is as wide as the next, so that no text is cut while a wider one is whole.
            var widest = texts[0];
            var next = texts.Length > 1 ? Math.Max(widths[texts[1]], Least(widest)) : Least(widest);
            var step = Math.Min(excess, Math.Max(1, widths[widest] - next));
            widths[widest] -= step;
            excess -= step;
        }

        int Least(int column) => Math.Max(MinCutWidth, DisplayWidth.Of(table.Columns[column].Header));
    }

    private static void WriteRow(TextTable table, int[] widths, ReadOnlySpan<string> cells, TextWriter output)
    {
        var owed = 0;
        for (var i = 0; i < widths.Length; i++)
        {
            var cell = DisplayWidth.Cut(cells[i], widths[i]);
            var free = widths[i] - DisplayWidth.Of(cell);
            var before = table.Columns[i].IsNumber ? free : 0;

            // Spaces are owed until something stands behind them: no line ends in one.
            owed += before;
            if (cell.Length > 0)
            {
                output.Write(new string(' ', owed));
                output.Write(cell);
                owed = 0;
            }

            owed += free - before + Gap;
        }

        output.WriteLine();
    }
}
