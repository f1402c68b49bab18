using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>
/// Puts a page together out of interpolated strings: what the program itself spells out is HTML, what is filled in is
/// text and escaped, whatever it holds. So no page can forget to.
/// </summary>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a line.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] Piece piece) => _text.Append('\n');

    public override string ToString() => _text.ToString();

    /// <summary>The text with every character that means something in HTML written so that it does not.</summary>
    public static string Escape(string text) => SafeText.OneLine(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);

    /// <summary>What the compiler makes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly struct Piece
    {
        private const int UsualLength = 12;

        private readonly StringBuilder _text;

        public Piece(int literalLength, int formattedCount, HtmlBuilder page)
        {
            _text = page._text;
            _text.EnsureCapacity(_text.Length + literalLength + (UsualLength * formattedCount));
        }

        public void AppendLiteral(string html) => _text.Append(html);

        public void AppendFormatted(string? text) => _text.Append(Escape(text ?? string.Empty));

        public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(Markup markup) => _text.Append(markup.Html);
    }
}
