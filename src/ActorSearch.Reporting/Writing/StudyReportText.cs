using ActorSearch.Reporting.Answers;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Writing;

/// <summary>Writes a study's report for people to read: the answer, how far it can be trusted, then the tables.</summary>
internal sealed class StudyReportText
{
    private readonly StudyReport _report;
    private readonly ReportOptions _options;
    private readonly ReportLayout _layout;

    private StudyReportText(StudyReport report, ReportOptions options, ReportLayout layout) =>
        (_report, _options, _layout) = (report, options, layout);

    public static void WriteTable(StudyReport report, TextWriter output, ReportOptions options) =>
        new StudyReportText(report, options, new PlainLayout(output, options.Width)).Write();

    public static void WriteMarkdown(StudyReport report, TextWriter output, ReportOptions options) =>
        new StudyReportText(report, options, new MarkdownLayout(output)).Write();

    private void Write()
    {
        WriteAnswer();
        WriteFacts();
        WriteRanking();
        if (!_report.Unranked.IsEmpty)
        {
            _layout.Heading("Not ranked");
            _layout.Table(StudyReportTables.Unranked(_report, _options), _report.Unranked.Length);
        }

        if (!_report.Effects.IsEmpty && !_report.Ranked.IsEmpty)
        {
            WriteVariance();
        }
    }

    private void WriteAnswer()
    {
        var answer = StudyAnswer.Of(_report, _options.IncludeTimes);
        _layout.Title($"{SafeText.OneLine(_report.Definition.Name)}: {Figures.Counted(_report.Counts.Total, "trial")}, {_report.Counts.ToText(_options.IncludeTimes)}");
        _layout.Answer(answer.Sentence);
        if (!answer.Notes.IsEmpty)
        {
            _layout.Paragraph(string.Join(' ', answer.Notes));
        }

        if (answer.Best is not null && _report.Confidence.Statement.Length > 0)
        {
            _layout.Paragraph(_report.Confidence.Statement);
        }
    }

    private void WriteFacts()
    {
        var definition = _report.Definition;
        var objective = definition.Objective;
        var ranked = FormattableString.Invariant(
            $"Ranked by {objective.MetricName} ({(objective.Maximize ? "max" : "min")}) on {SafeText.OneLine(definition.DataSet.Name)}, seed {definition.Seed}.");
        _layout.Facts(_options.IncludeTimes
            ? [ranked, $"Begun {Figures.Time(_report.StartedAt)}, {(_report.IsComplete ? "complete" : "last heard of")} {Figures.Time(_report.LastEventAt)}."]
            : [ranked]);
    }

    private void WriteRanking()
    {
        if (_report.Ranked.IsEmpty)
        {
            return;
        }

        _layout.Heading(_report.HasReplicates ? "Ranking of configurations" : "Ranking");
        _layout.Table(
            RankingTable.Of(_report, _options),
            _report.HasReplicates ? _report.Points.Count(p => p.Rank is not null) : _report.Ranked.Length);
        if (RankingTable.ShowsConfidence(_report))
        {
            _layout.Paragraph($"{RankingTable.BestMark} cannot be told apart from the best.");
        }
    }

    private void WriteVariance()
    {
        _layout.Heading("How much each dimension matters (share of the metric's variance)");
        _layout.Table(StudyReportTables.Effects(_report));
        if (InteractionsTable.Of(_report) is { Rows.IsEmpty: false } interactions)
        {
            _layout.Heading("How much two dimensions matter together, beyond each alone");
            _layout.Table(interactions, InteractionsTable.Count(_report));
        }

        var variance = _report.Variance;
        string?[] sentences =
        [
            variance.Seeds is { } seeds ? $"Between seeds of one configuration lie {Figures.Percent(seeds)} of the variance." : null,
            variance.Rest is { } rest
                ? $"What is left{(variance.Seeds is null ? ", chance included" : string.Empty)}: {Figures.Percent(rest)}."
                : null,
            variance.Statement.Length > 0 ? variance.Statement : null,
        ];
        if (string.Join(' ', sentences.Where(s => s is not null)) is { Length: > 0 } text)
        {
            _layout.Paragraph(text);
        }
    }
}
