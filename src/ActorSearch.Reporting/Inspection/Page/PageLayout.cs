using ActorSearch.Core.Inspection;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>The page from top to bottom.</summary>
internal static class PageLayout
{
    /// <summary>The page's HTML.</summary>
    /// <param name="report">What it shows.</param>
    /// <param name="pictures">Where its pictures go.</param>
    public static string Write(InspectionReport report, PictureFolder pictures)
    {
        var page = new HtmlBuilder();
        var found = report.Found;
        page.Add($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            {{new Markup(InspectionPage.Mark)}}
            <meta http-equiv="Content-Security-Policy" content="script-src 'none'; connect-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'">
            <link rel="icon" href="data:,">
            <title>{{report.Trial.Definition.Name}} {{report.Trial.Trial.Plan.Id.Short}}: inside the network</title>
            <style>
            {{new Markup(PageStyle.Css)}}</style>
            </head>
            <body>
            """);
        HeaderSection.Write(page, report);
        page.Add($"<main>");
        ConfusionSection.Write(page, report);
        MistakesSection.Write(page, report, pictures);
        if (found.Robustness is { } robustness)
        {
            RobustnessSection.Write(page, robustness, pictures);
        }

        if (found.Kernels is { } kernels)
        {
            FeaturesSection.WriteKernels(page, kernels, pictures);
        }

        FeaturesSection.WriteMaps(page, report, pictures);
        page.Add($"</main>");
        page.Add($"<footer>Made by <code>actorsearch inspect {report.Trial.Trial.Plan.Id.Short}</code> with weights {report.Weights}.</footer>");
        page.Add($"</body>\n</html>");
        return page.ToString();
    }

    /// <summary>A share as a percentage with one decimal.</summary>
    public static string Percent(double? share) => share is { } s && double.IsNaN(s) ? Figures.None : Figures.Percent(share);

    /// <summary>The step of a heat table's colours for a share from 0 to 1.</summary>
    public static int HeatStep(double share) =>
        double.IsNaN(share) ? 0 : (int)Math.Round(Math.Clamp(share, 0, 1) * (PageStyle.HeatSteps - 1));

    /// <summary>What a network says of an image, in a few words.</summary>
    public static string Words(InspectionReport report, Prediction prediction) => prediction.IsRight
        ? $"{report.ClassName(prediction.Label)}, answered rightly ({Percent(prediction.Probability)})"
        : $"{report.ClassName(prediction.Label)}, taken for {report.ClassName(prediction.Answer)} ({Percent(prediction.Probability)})";
}
