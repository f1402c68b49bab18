using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Comparison;

/// <summary>Two studies side by side, for people to read: whether they compare and which is better, then the tables.</summary>
internal sealed class ComparisonText(StudyComparison comparison, ReportOptions options, ReportLayout layout)
{
    public void Write()
    {
        layout.Title($"{SafeText.OneLine(comparison.FirstName)} and {SafeText.OneLine(comparison.SecondName)}");
        layout.Answer(comparison.Best.Statement);
        if (comparison.IsComparable)
        {
            layout.Paragraph($"{PairedSentence()} The best of many figures looks better than it is, in both studies alike.");
        }

        layout.Heading("Side by side");
        layout.Table(ComparisonTables.SideBySide(comparison, options));

        layout.Heading("What they define differently");
        if (comparison.Differences.IsEmpty)
        {
            layout.Paragraph("Nothing.");
        }
        else
        {
            layout.Table(ComparisonTables.Differences(comparison));
        }

        if (!comparison.Shared.IsEmpty)
        {
            layout.Heading($"Points of both: {Figures.Count(comparison.Shared.Length)}");
            layout.Table(ComparisonTables.Shared(comparison, options), comparison.Shared.Length);
        }

        Only(comparison.FirstName, comparison.OnlyFirst);
        Only(comparison.SecondName, comparison.OnlySecond);
    }

    private string PairedSentence()
    {
        var paired = comparison.Paired;
        if (paired.Counted == 0)
        {
            return "No point has a figure in both.";
        }

        var interval = paired.Interval is { } i ? $" ({Figures.Metric(i.Low)} to {Figures.Metric(i.High)} at 95 %)" : string.Empty;
        return $"Over {Figures.Counted(paired.Counted, "point")} that both have, the second is better in {Figures.Count(paired.Better)}, worse in {Figures.Count(paired.Worse)} and equal in {Figures.Count(paired.Equal)}; second less first is {Figures.Metric(paired.Mean)} on average{interval}.";
    }

    private void Only(string name, IReadOnlyCollection<PointPair> points)
    {
        if (points.Count > 0)
        {
            layout.Heading($"Points of {SafeText.OneLine(name)} alone: {Figures.Count(points.Count)}");
            layout.Table(ComparisonTables.Only(comparison, points, options), points.Count);
        }
    }
}
