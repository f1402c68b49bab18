using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>The confusion matrix; beyond some classes the pairs that were confused most often.</summary>
internal static class ConfusionSection
{
    /// <summary>A table of more classes is read by nobody.</summary>
    public const int MaxClasses = 30;

    private const int MaxPairs = 30;

    /// <summary>Pairs to list beside the matrix.</summary>
    private const int FewPairs = 8;

    private const int ShortName = 2;

    public static void Write(HtmlBuilder page, InspectionReport report)
    {
        page.Add($"<section id=\"confusion\">");
        page.Add($"<h2>Confusion</h2>");
        if (report.Found.Confusion.Classes <= MaxClasses)
        {
            page.Add($"<div class=\"pair\"><div>");
            WriteMatrix(page, report);
            page.Add($"</div><div>");
            WritePairs(page, report, FewPairs);
            page.Add($"</div></div>");
        }
        else
        {
            WritePairs(page, report, MaxPairs);
        }

        page.Add($"</section>");
    }

    private static void WriteMatrix(HtmlBuilder page, InspectionReport report)
    {
        var confusion = report.Found.Confusion;
        var classes = Enumerable.Range(0, confusion.Classes).ToArray();
        var worst = confusion.MostConfused(int.MaxValue).Select(p => p.Share).DefaultIfEmpty(1).Max();
        page.Add($"<div class=\"scroll\"><table class=\"heat\"><caption><div>Number of test images. Row: the class that they are of. Column: the class that they were taken for.</div></caption>");
        page.Add($"<thead><tr><td></td>");
        foreach (var k in classes)
        {
            var name = report.ClassName(k);
            page.Add($"<th scope=\"col\"><div class=\"{(name.Length <= ShortName ? "flat" : "tall")}\">{name}</div></th>");
        }

        page.Add($"<th scope=\"col\" class=\"sum\">recall</th></tr></thead><tbody>");
        foreach (var label in classes)
        {
            page.Add($"<tr><th scope=\"row\">{report.ClassName(label)}</th>");
            foreach (var answer in classes)
            {
                var count = confusion[label, answer];
                var share = count / (double)Math.Max(1, confusion.Labelled(label));
                if (count == 0)
                {
                    page.Add($"<td class=\"none\">0</td>");
                }
                else if (label == answer)
                {
                    page.Add($"<td class=\"right{PageLayout.HeatStep(share)}\">{count}</td>");
                }
                else
                {
                    // Even the rarest mistake is seen.
                    page.Add($"<td class=\"wrong{Math.Max(1, PageLayout.HeatStep(share / worst))}\">{count}</td>");
                }
            }

            page.Add($"<td class=\"sum\">{PageLayout.Percent(confusion.Recall(label))}</td></tr>");
        }

        page.Add($"</tbody></table></div>");
        page.Add($"<p class=\"quiet\">Blue: answered rightly, deeper for a larger share of the class. Orange: mistakes, deepest for the commonest one.</p>");
    }

    private static void WritePairs(HtmlBuilder page, InspectionReport report, int most)
    {
        var confusion = report.Found.Confusion;
        var pairs = confusion.MostConfused(most);
        if (pairs.IsEmpty)
        {
            return;
        }

        page.Add($"<div class=\"scroll\"><table class=\"list\"><caption><div>What was confused most often, of {confusion.Classes} classes.</div></caption>");
        page.Add($"<thead><tr><th scope=\"col\">is</th><th scope=\"col\">taken for</th><th scope=\"col\" class=\"number\">images</th><th scope=\"col\" class=\"number\">of the class</th></tr></thead><tbody>");
        foreach (var pair in pairs)
        {
            page.Add($"<tr><td>{report.ClassName(pair.Label)}</td><td>{report.ClassName(pair.Answer)}</td><td class=\"number\">{Figures.Count(pair.Count)}</td><td class=\"number\">{PageLayout.Percent(pair.Share)}</td></tr>");
        }

        page.Add($"</tbody></table></div>");
    }
}
