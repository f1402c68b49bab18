using System.Globalization;
using System.Text;

namespace ActorSearch.Data;

/// <summary>Names of other people's files as messages show them.</summary>
internal static class Shown
{
    /// <summary>The text on one line: control and invisible format characters become <c>\u001b</c>, lone surrogates U+FFFD.</summary>
    public static string OneLine(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            safe.Append(IsHarmful(rune)
                ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
                : rune.ToString());
        }

        return safe.ToString();
    }

    /// <summary>Whether a name has characters that would not be shown as they are.</summary>
    public static bool HasHarmful(string text) => text.EnumerateRunes().Any(IsHarmful);

    private static bool IsHarmful(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
