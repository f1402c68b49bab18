using System.Globalization;
using System.Text;

namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>A curve of shares, drawn into the page itself.</summary>
internal static class LineChart
{
    private const double Width = 560;
    private const double Height = 240;
    private const double Left = 66;
    private const double Right = 14;
    private const double Top = 14;
    private const double Bottom = 44;

    /// <summary>Draws it.</summary>
    /// <param name="points">Amounts, ascending, and shares from 0 to 1.</param>
    /// <param name="ticks">Amounts to write below the axis.</param>
    /// <param name="unit">What amounts are.</param>
    /// <param name="description">What the curve shows, for those who cannot see it.</param>
    public static Markup Draw(IReadOnlyList<(int Amount, double Share)> points, IEnumerable<int> ticks, string unit, string description)
    {
        var (first, last) = (points[0].Amount, points[^1].Amount);
        var svg = new StringBuilder();
        Add($"<svg viewBox=\"0 0 {Width:0} {Height:0}\" role=\"img\" aria-label=\"{HtmlBuilder.Escape(description)}\">");
        for (var percent = 0; percent <= 100; percent += 25)
        {
            Add($"<line class=\"grid\" x1=\"{Left:0}\" x2=\"{Width - Right:0}\" y1=\"{Y(percent / 100.0):0.#}\" y2=\"{Y(percent / 100.0):0.#}\"/>");
            Add($"<text x=\"{Left - 8:0}\" y=\"{Y(percent / 100.0) + 4:0.#}\" text-anchor=\"end\">{percent} %</text>");
        }

        foreach (var tick in ticks)
        {
            Add($"<text x=\"{X(tick):0.#}\" y=\"{Height - Bottom + 18:0}\" text-anchor=\"middle\">{tick}</text>");
        }

        Add($"<text x=\"{Left + ((Width - Left - Right) / 2):0.#}\" y=\"{Height - 6:0}\" text-anchor=\"middle\">{HtmlBuilder.Escape(unit)}</text>");
        Add($"<path class=\"curve\" d=\"M{string.Join(" L", points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.Amount):0.#} {Y(p.Share):0.#}")))}\"/>");
        foreach (var (amount, share) in points)
        {
            Add($"<circle class=\"dot\" cx=\"{X(amount):0.#}\" cy=\"{Y(share):0.#}\" r=\"3.5\"/>");
        }

        return new Markup(svg.Append("</svg>").ToString());

        void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        double X(int amount) => Left + ((amount - first) / (double)Math.Max(1, last - first) * (Width - Left - Right));

        double Y(double share) => Height - Bottom - (share * (Height - Top - Bottom));
    }
}
