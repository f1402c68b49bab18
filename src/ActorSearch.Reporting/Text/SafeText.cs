using System.Globalization;
using System.Text;

namespace ActorSearch.Reporting.Text;

/// <summary>
/// Makes text from outside (reasons, worker names, paths) harmless to show: no character of it can move a terminal's
/// cursor, change its colours, turn the direction of writing or break a line.
/// </summary>
public static class SafeText
{
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>
    /// The text on one line: runs of white space become one space, control and invisible format characters become
    /// <c>\u001b</c>, a lone surrogate becomes U+FFFD. Letters, emoji and all else stay.
    /// </summary>
    public static string OneLine(string text)
    {
        if (text.All(c => c is > ' ' and <= '~'))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (safe.Length > 0 && safe[^1] != ' ')
                {
                    safe.Append(' ');
                }
            }
            else if (IsHarmful(rune))
            {
                safe.Append(rune.IsBmp
                    ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
                    : string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"));
            }
            else
            {
                safe.Append(rune.ToString());
            }
        }

        return safe.ToString().TrimEnd(' ');
    }

    // Emoji of several parts are held together by the joiner, which alone does nothing.
    private static bool IsHarmful(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value != ZeroWidthJoiner);
}
