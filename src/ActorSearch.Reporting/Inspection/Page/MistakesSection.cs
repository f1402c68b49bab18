using ActorSearch.Reporting.Inspection.Pictures;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>The wrong answers of the highest loss.</summary>
internal static class MistakesSection
{
    public static void Write(HtmlBuilder page, InspectionReport report, PictureFolder pictures)
    {
        var mistakes = report.Found.Mistakes;
        page.Add($"<section id=\"mistakes\">");
        page.Add($"<h2>Worst mistakes</h2>");
        if (mistakes.IsEmpty)
        {
            page.Add($"<p>None: every test image was answered rightly.</p></section>");
            return;
        }

        page.Add($"<p class=\"quiet\">The wrong answers of the highest loss, highest first, each with the probability of the answer and that of the right class.</p>");
        page.Add($"<ol class=\"cards\">");
        for (var i = 0; i < mistakes.Length; i++)
        {
            var (said, image) = (mistakes[i].Prediction, mistakes[i].Image);
            var (label, answer) = (report.ClassName(said.Label), report.ClassName(said.Answer));
            var picture = pictures.Show(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"mistake-{i + 1:00}"),
                InspectionPictures.Of(image).Raster,
                $"test image {image.Number}, of class {label}");
            page.Add($"<li>{picture}is <b>{label}</b>, taken for <b class=\"bad\">{answer}</b><br><span class=\"quiet\">with {PageLayout.Percent(said.Probability)}<br>right class {PageLayout.Percent(said.LabelProbability)}<br>loss {Figures.Metric(said.Loss)}<br>image {image.Number}</span></li>");
        }

        page.Add($"</ol></section>");
    }
}
