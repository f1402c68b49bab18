using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Inspection;
using ActorSearch.Reporting.Inspection.Pictures;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>Accuracy on images that were shifted, rotated and made noisy.</summary>
internal static class RobustnessSection
{
    /// <summary>Directions in the reading order of the table: their name, and rows and columns of a step.</summary>
    private static readonly (string Name, int Down, int Right)[] Directions =
        [("up", -1, 0), ("right", 0, 1), ("down", 1, 0), ("left", 0, -1)];

    public static void Write(HtmlBuilder page, Robustness robustness, PictureFolder pictures)
    {
        page.Add($"<section id=\"robustness\">");
        page.Add($"<h2>Robustness</h2>");
        page.Add($"<p class=\"quiet\">Accuracy on {Figures.Counted(robustness.Images, "test image")}, changed in ways that leave their class; {PageLayout.Percent(robustness.Accuracy)} of them are answered rightly as they are. What comes in from beyond an edge is black.</p>");
        page.Add($"<div class=\"pair\"><div>");
        WriteGrid(page, robustness.Shifts);
        page.Add($"</div><div>");
        WriteDirections(page, robustness.Shifts);
        page.Add($"</div></div>");
        WriteCurve(page, "Rotation", "rotation", robustness.Rotation, 15, "degrees, counter-clockwise", "degrees", pictures);
        WriteCurve(page, "Noise", "noise", robustness.Noise, 32, "standard deviation of Gaussian noise, in grey levels of 255", "grey levels", pictures);
        page.Add($"</section>");
    }

    private static void WriteGrid(HtmlBuilder page, ShiftGrid shifts)
    {
        var steps = Enumerable.Range(-shifts.Reach, shifts.Side).ToArray();
        page.Add($"<h3>Shifts</h3>");
        page.Add($"<table class=\"heat shifts\"><caption><div>Accuracy in percent. Row: pixels down (up where negative). Column: pixels to the right (left where negative).</div></caption><thead><tr><td></td>");
        foreach (var right in steps)
        {
            page.Add($"<th scope=\"col\">{Signed(right)}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var down in steps)
        {
            page.Add($"<tr><th scope=\"row\">{Signed(down)}</th>");
            foreach (var right in steps)
            {
                var accuracy = shifts[down, right];
                var place = down == 0 && right == 0 ? "here" : "there";
                page.Add($"<td class=\"right{PageLayout.HeatStep(accuracy)} {place}\">{Whole(accuracy)}</td>");
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table>");
    }

    private static void WriteDirections(HtmlBuilder page, ShiftGrid shifts)
    {
        page.Add($"<h3>Along one direction</h3>");
        page.Add($"<div class=\"scroll\"><table class=\"list\"><caption><div>Accuracy by pixels shifted.</div></caption><thead><tr><th scope=\"col\">pixels</th>");
        foreach (var (name, _, _) in Directions)
        {
            page.Add($"<th scope=\"col\" class=\"number\">{name}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        for (var pixels = 0; pixels <= shifts.Reach; pixels++)
        {
            page.Add($"<tr><th scope=\"row\">{pixels}</th>");
            foreach (var (_, down, right) in Directions)
            {
                page.Add($"<td class=\"number\">{PageLayout.Percent(shifts[pixels * down, pixels * right])}</td>");
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div>");
    }

    private static void WriteCurve(
        HtmlBuilder page, string title, string name, ImmutableArray<RobustnessPoint> points, int tick, string axis, string unit, PictureFolder pictures)
    {
        var description = $"{title}: accuracy by {axis}. "
            + string.Join(", ", points.Select(p => $"{Figures.Exact(p.Amount)}: {PageLayout.Percent(p.Accuracy)}"));
        page.Add($"<h3>{title}</h3>");
        page.Add($"<div class=\"pair\"><div>");
        page.Add($"{LineChart.Draw([.. points.Select(p => (p.Amount, p.Accuracy))], points.Select(p => p.Amount).Where(a => a % tick == 0), axis, description)}");
        page.Add($"</div><ul class=\"cards small\">");
        foreach (var point in points.Where(p => p.Amount % tick == 0))
        {
            var picture = pictures.Show(
                $"{name}-{(point.Amount < 0 ? "minus-" : string.Empty)}{Figures.Exact(Math.Abs(point.Amount))}",
                InspectionPictures.Of(point.Example).Raster,
                $"test image {Figures.Exact(point.Example.Number)} at {Figures.Exact(point.Amount)} {unit}");
            page.Add($"<li>{picture}<b>{Figures.Exact(point.Amount)}</b><br><span class=\"quiet\">{PageLayout.Percent(point.Accuracy)}</span></li>");
        }

        page.Add($"</ul></div>");
        page.Add($"<details><summary>Figures</summary><table class=\"list\"><caption><div>Accuracy by {axis}.</div></caption><thead><tr><th scope=\"col\" class=\"number\">{unit}</th><th scope=\"col\" class=\"number\">accuracy</th></tr></thead><tbody>");
        foreach (var point in points)
        {
            page.Add($"<tr><th scope=\"row\" class=\"number\">{Figures.Exact(point.Amount)}</th><td class=\"number\">{PageLayout.Percent(point.Accuracy)}</td></tr>");
        }

        page.Add($"</tbody></table></details>");
    }

    private static string Signed(int value) => value.ToString("+0;-0;0", CultureInfo.InvariantCulture);

    private static string Whole(double share) => (100 * share).ToString("F0", CultureInfo.InvariantCulture);
}
