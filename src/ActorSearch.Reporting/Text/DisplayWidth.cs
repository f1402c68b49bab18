using System.Globalization;
using System.Text;

namespace ActorSearch.Reporting.Text;

/// <summary>Columns that a text takes on a terminal: Chinese, Japanese and Korean characters and emoji take two.</summary>
public static class DisplayWidth
{
    /// <summary>What stands at the end of a text that was cut.</summary>
    public const string Ellipsis = "...";

    /// <summary>The blocks of Unicode Standard Annex 11's class W that matter, first and last code point of each.</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x4DBF), (0x4E00, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF),
        (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Columns of a text on one line.</summary>
    public static int Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        var width = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            width += OfElement(text.AsSpan(at, length));
            at += length;
        }

        return width;
    }

    /// <summary>The text, cut to at most <paramref name="columns"/> columns with an ellipsis where it is longer.</summary>
    public static string Cut(string text, int columns)
    {
        if (Of(text) <= columns)
        {
            return text;
        }

        var room = columns - Ellipsis.Length;
        var end = 0;
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            room -= OfElement(text.AsSpan(end, length));
            if (room < 0)
            {
                break;
            }

            end += length;
        }

        return text[..end] + Ellipsis[..Math.Clamp(columns, 0, Ellipsis.Length)];
    }

    /// <summary>A character with all its accents and joined parts is as wide as its first part.</summary>
    private static int OfElement(ReadOnlySpan<char> element)
    {
        Rune.DecodeFromUtf16(element, out var rune, out _);
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        foreach (var (first, last) in Wide)
        {
            if (rune.Value >= first && rune.Value <= last)
            {
                return 2;
            }
        }

        return 1;
    }
}
