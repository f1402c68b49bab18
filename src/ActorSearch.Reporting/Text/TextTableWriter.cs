namespace ActorSearch.Reporting.Text;

/// <summary>Draws a table with spaces and one rule, for pipes, files and terminals.</summary>
public static class TextTableWriter
{
    /// <summary>Writes a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="output">Where to.</param>
    /// <param name="width">
    /// Columns of the terminal to keep to: headers break at their underscores, then columns that may give way do, and
    /// a line under the table names them, then the widest texts are cut. Null keeps everything whole.
    /// </param>
    public static void Write(TextTable table, TextWriter output, int? width)
    {
        var layout = width is { } limit ? TextTableLayout.Within(table, limit) : TextTableLayout.Whole(table);
        foreach (var line in layout.HeaderLines)
        {
            WriteRow(layout, line.AsSpan(), output);
        }

        output.WriteLine(new string('-', layout.Width));
        foreach (var row in table.Rows)
        {
            WriteRow(layout, [.. layout.Shown.Select(i => row[i])], output);
        }

        if (!layout.Hidden.IsEmpty)
        {
            foreach (var line in TextWrap.Lines($"(not shown at this width: {string.Join(", ", layout.Hidden)})", width))
            {
                output.WriteLine(line);
            }
        }
    }

    private static void WriteRow(TextTableLayout layout, ReadOnlySpan<string> cells, TextWriter output)
    {
        var owed = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = DisplayWidth.Cut(cells[i], layout.Widths[i]);
            var free = layout.Widths[i] - DisplayWidth.Of(cell);
            var before = layout.IsNumber(i) ? free : 0;

            // Spaces are owed until something stands behind them: no line ends in one.
            owed += before;
            if (cell.Length > 0)
            {
                output.Write(new string(' ', owed));
                output.Write(cell);
                owed = 0;
            }

            owed += free - before + layout.Gap;
        }

        output.WriteLine();
    }
}
