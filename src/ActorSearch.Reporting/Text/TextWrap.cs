using System.Globalization;
using System.Text;

namespace ActorSearch.Reporting.Text;

/// <summary>Breaks sentences into lines of a terminal.</summary>
public static class TextWrap
{
    /// <summary>
    /// The text as lines of at most <paramref name="width"/> columns, broken at spaces; a word that is longer than a line
    /// is broken where the line ends. Null leaves it on one line.
    /// </summary>
    public static IEnumerable<string> Lines(string text, int? width)
    {
        if (width is not { } limit || DisplayWidth.Of(text) <= limit)
        {
            return [text];
        }

        var lines = new List<string>();
        var line = new StringBuilder();
        var columns = 0;
        foreach (var word in Words(text).SelectMany(w => Pieces(w, Math.Max(1, limit))))
        {
            var wide = DisplayWidth.Of(word);
            if (columns > 0 && columns + 1 + wide > limit)
            {
                lines.Add(line.ToString());
                line.Clear();
                columns = 0;
            }

            line.Append(columns > 0 ? " " : string.Empty).Append(word);
            columns += wide + (columns > 0 ? 1 : 0);
        }

        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>The words; a percent sign stays with its number.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word[0] == '%' && words.Count > 0)
            {
                words[^1] += $" {word}";
            }
            else
            {
                words.Add(word);
            }
        }

        return words;
    }

    private static IEnumerable<string> Pieces(string word, int limit)
    {
        var start = 0;
        var columns = 0;
        for (var at = 0; at < word.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(word, at);
            var wide = DisplayWidth.Of(word.Substring(at, length));
            if (columns > 0 && columns + wide > limit)
            {
                yield return word[start..at];
                (start, columns) = (at, 0);
            }

            columns += wide;
            at += length;
        }

        yield return word[start..];
    }
}
