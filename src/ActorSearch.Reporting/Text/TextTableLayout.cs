using System.Collections.Immutable;

namespace ActorSearch.Reporting.Text;

/// <summary>Which columns of a table are drawn, how wide, and how their headers stand.</summary>
internal sealed class TextTableLayout
{
    /// <summary>No text column is cut to less than this, or than its header.</summary>
    private const int MinCutWidth = 12;

    private readonly TextTable _table;
    private readonly List<int> _shown;
    private readonly List<string> _hidden = [];
    private readonly int[] _widths;
    private readonly bool _breaksHeaders;


    private TextTableLayout(TextTable table, bool breaksHeaders)
    {
        _table = table;
        _breaksHeaders = breaksHeaders;
        _shown = [.. Enumerable.Range(0, table.Columns.Length)];
        _widths = [.. table.Columns.Select((c, i) =>
            Math.Max(HeaderWidth(c), table.Rows.Select(r => DisplayWidth.Of(r[i])).DefaultIfEmpty().Max()))];
    }

    /// <summary>Numbers of the columns that are drawn.</summary>
    public ImmutableArray<int> Shown => [.. _shown];

    /// <summary>Widths of the columns that are drawn.</summary>
    public ImmutableArray<int> Widths => [.. _shown.Select(i => _widths[i])];

    /// <summary>Headers of the columns that gave way.</summary>
    public ImmutableArray<string> Hidden => [.. _table.Columns.Select(c => c.Header).Where(_hidden.Contains)];

    /// <summary>Spaces between two columns.</summary>
    public int Gap { get; private set; } = 2;

    /// <summary>Width of the whole.</summary>
    public int Width => _shown.Sum(i => _widths[i]) + (Gap * (_shown.Count - 1));

    /// <summary>The lines of the headers, each with a cell a column that is drawn; short headers stand at the bottom.</summary>
    public ImmutableArray<ImmutableArray<string>> HeaderLines
    {
        get
        {
            var headers = _shown.Select(i => HeaderParts(_table.Columns[i])).ToArray();
            var height = headers.Max(h => h.Length);
            return [.. Enumerable.Range(0, height).Select(line => headers
                .Select(h => line - (height - h.Length) is var part and >= 0 ? h[part] : string.Empty)
                .ToImmutableArray())];
        }
    }

    /// <summary>Everything as wide as it is.</summary>
    public static TextTableLayout Whole(TextTable table) => new(table, breaksHeaders: false);

    /// <summary>Kept within a width, as far as that goes.</summary>
    public static TextTableLayout Within(TextTable table, int width)
    {
        var whole = Whole(table);
        if (whole.Width <= width)
        {
            return whole;
        }

        var narrow = new TextTableLayout(table, breaksHeaders: true);
        narrow.Hide(width);
        narrow.Cut(width);
        return narrow;
    }

    /// <summary>Whether the column drawn at a place holds numbers, which stand to the right.</summary>
    public bool IsNumber(int place) => _table.Columns[_shown[place]].IsNumber;

    private void Hide(int limit)
    {
        foreach (var i in Enumerable.Range(0, _table.Columns.Length)
            .Where(i => _table.Columns[i].GivesWay > 0)
            .OrderByDescending(i => _table.Columns[i].GivesWay))
        {
            if (Width <= limit)
            {
                return;
            }

            _shown.Remove(i);
            _hidden.Add(_table.Columns[i].Header);
        }
    }

    private void Cut(int limit)
    {
        for (var excess = Width - limit; excess > 0;)
        {
            var texts = _shown
                .Where(i => !_table.Columns[i].IsNumber && _widths[i] > Least(i))
                .OrderByDescending(i => _widths[i])
                .ToArray();
            if (texts.Length == 0)
            {
                Gap = 1;
                return;
            }

            // The widest gives way until it is as wide as the next, so that no text is cut while a wider one is whole.
            var widest = texts[0];
            var next = texts.Length > 1 ? Math.Max(_widths[texts[1]], Least(widest)) : Least(widest);
            var step = Math.Min(excess, Math.Max(1, _widths[widest] - next));
            _widths[widest] -= step;
            excess -= step;
        }
    }

    private int Least(int column) => Math.Max(MinCutWidth, HeaderWidth(_table.Columns[column]));

    private int HeaderWidth(TextColumn column) => HeaderParts(column).Max(DisplayWidth.Of);

    /// <summary>A header on one line, or a line a word; an underscore stays with the word before it.</summary>
    private ImmutableArray<string> HeaderParts(TextColumn column) =>
        _breaksHeaders ? [.. column.Header.Replace("_", "_ ", StringComparison.Ordinal).Split(' ')] : [column.Header];
}
