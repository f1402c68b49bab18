using ActorSearch.Reporting.SingleTrial;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>Which trial it is, what it is made of, and its figures.</summary>
internal static class HeaderSection
{
    public static void Write(HtmlBuilder page, InspectionReport report)
    {
        var trial = report.Trial.Trial;
        var found = report.Found;
        page.Add($"<header>");
        page.Add($"<p class=\"quiet\">Inside trial <code>{trial.Plan.Id.Short}</code> of the study</p>");
        page.Add($"<h1>{report.Trial.Definition.Name}</h1>");
        page.Add($"<p class=\"quiet\">{Setting(report)}</p>");
        page.Add($"<dl class=\"tiles\">");
        Tile("test accuracy", PageLayout.Percent(found.Confusion.Accuracy));
        Tile("test loss", Figures.Metric(found.Loss));
        if (trial.Result?.Best is { } best)
        {
            var objective = report.Trial.Definition.Objective;
            Tile(objective.MetricName.Replace('_', ' '), Figures.Metric(best.Get(objective.Metric)));
            Tile("epoch", $"{Figures.Exact(best.Epoch)} of {Figures.Exact(trial.Result.Epochs)}");
        }

        if (report.Trial.Network is { } network)
        {
            Tile("parameters", Figures.Large(network.Parameters));
            Tile("multiply-accumulates", Figures.Large(network.MultiplyAccumulates));
        }

        Tile("test images", Figures.Count(found.Images));
        page.Add($"</dl>");
        if (Difference(report) is { } difference)
        {
            page.Add($"<p class=\"note\">{difference}</p>");
        }

        page.Add($"<nav aria-label=\"Sections\"><a href=\"#confusion\">Confusion</a><a href=\"#mistakes\">Worst mistakes</a>");
        if (found.Robustness is not null)
        {
            page.Add($"<a href=\"#robustness\">Robustness</a>");
        }

        if (found.Kernels is not null)
        {
            page.Add($"<a href=\"#kernels\">Kernels</a>");
        }

        page.Add($"<a href=\"#maps\">Feature maps</a></nav>");
        Tables(page, report);
        page.Add($"</header>");

        void Tile(string name, string value) => page.Add($"<div><dt>{name}</dt><dd>{value}</dd></div>");
    }

    private static string Setting(InspectionReport report)
    {
        var stated = report.Trial.Configuration.Where(e => e.IsStated).Select(e => $"{e.Name} {e.Value}");
        var data = report.Trial.Definition.DataSet.Name;
        return string.Join(", ", [$"{data}, {Figures.Count(report.Trial.Definition.Classes)} classes", .. stated]);
    }

    /// <summary>What to say where the network's figures are not those of the ledger.</summary>
    private static string? Difference(InspectionReport report)
    {
        var recorded = report.Trial.Trial.Result?.TestAccuracy;
        return recorded is { } accuracy && accuracy != report.Found.Confusion.Accuracy
            ? $"The ledger has a test accuracy of {PageLayout.Percent(accuracy)} ({Figures.Exact(accuracy)}), and these weights gave {Figures.Exact(report.Found.Confusion.Accuracy)}: sums round otherwise on another type of processor."
            : null;
    }

    private static void Tables(HtmlBuilder page, InspectionReport report)
    {
        page.Add($"<details style=\"margin-top:1.5rem\"><summary>Configuration</summary>");
        Table(page, "Every hyperparameter in force.", TrialReportTables.Configuration(report.Trial));
        page.Add($"</details>");
        if (report.Trial.Network is { } network)
        {
            page.Add($"<details><summary>Layers</summary>");
            Table(page, "What each layer puts out for one image, and what it costs.", TrialReportTables.Layers(network));
            page.Add($"</details>");
        }
    }

    private static void Table(HtmlBuilder page, string caption, TextTable table)
    {
        page.Add($"<div class=\"scroll\"><table class=\"list\"><caption><div>{caption}</div></caption><thead><tr>");
        foreach (var column in table.Columns)
        {
            page.Add($"<th scope=\"col\" class=\"{(column.IsNumber ? "number" : "text")}\">{column.Header}</th>");
        }

        page.Add($"</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            page.Add($"<tr>");
            for (var i = 0; i < row.Length; i++)
            {
                page.Add($"<td class=\"{(table.Columns[i].IsNumber ? "number" : "text")}\">{row[i]}</td>");
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div>");
    }
}
