using System.Collections.Immutable;

namespace ActorSearch.Reporting.Page.Document;

/// <summary>
/// Texts that many rows of a document have in common (outcomes, reasons, workers, remarks), each once; rows hold their
/// places. A text keeps its place for the study's life, so that rows without news stay as they were.
/// </summary>
internal sealed class PageTexts
{
    /// <summary>Characters of a text that there may be one of for every trial; <c>actorsearch show</c> has the whole.</summary>
    private const int Longest = 600;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<ReadOnlyMemory<byte>> _rows = [];

    /// <summary>Begins with the texts of an earlier document of the study, or with none.</summary>
    /// <param name="earlier">The earlier one's texts.</param>
    public PageTexts(PageTexts? earlier = null)
    {
        if (earlier is not null)
        {
            _places = new(earlier._places, StringComparer.Ordinal);
            _rows.AddRange(earlier._rows);
        }
    }

    /// <summary>The texts as JSON.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Rows => [.. _rows];

    /// <summary>A text's place; it gets one where it has none. What stands there is one line, and not longer than anyone reads.</summary>
    public int PlaceOf(string text)
    {
        // A character more than is shown tells a cut text from one that ends there.
        var key = text.Length > Longest ? text[..(Longest + 1)] : text;
        if (!_places.TryGetValue(key, out var place))
        {
            _places[key] = place = _rows.Count;
            _rows.Add(PageJson.Value(json => json.Line(key, Longest)));
        }

        return place;
    }
}
