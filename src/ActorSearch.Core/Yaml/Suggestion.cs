namespace ActorSearch.Core.Yaml;

/// <summary>Finds the word that somebody meant.</summary>
internal static class Suggestion
{
    private const int MaxQuotedLength = 60;

    /// <summary>Text to stand after an unknown word: the nearest known one where it is near, and all known ones.</summary>
    public static string For(string unknown, IReadOnlyCollection<string> known)
    {
        var nearest = unknown.Length > MaxQuotedLength ? null : known.MinBy(k => Distance(unknown, k));
        return nearest is not null && Distance(unknown, nearest) <= Math.Max(1, nearest.Length / 3)
            ? $"did you mean '{nearest}'?"
            : $"expected one of {string.Join(", ", known)}";
    }

    /// <summary>A text as a message quotes it: on one line, and cut where a slip in the file made a word of half a page.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length <= MaxQuotedLength ? text : text[..(MaxQuotedLength - 3)] + "...";
        return string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c));
    }

    /// <summary>
    /// Edit distance: insertions, deletions, replacements and swaps of neighbours that turn one word into the other
    /// (optimal string alignment, after Damerau 1964).
    /// </summary>
    private static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                rows[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1), Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1),
                };
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[from.Length, to.Length];
    }
}
