using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Writing;

/// <summary>Writes a study's report for people to read, as plain text or as Markdown.</summary>
internal static class StudyReportText
{
    public static void WriteTable(StudyReport report, TextWriter output, ReportOptions options) =>
        Write(report, output, options, heading: text => text, line: text => text, table => TextTableWriter.Write(table, output, options.Width));

    public static void WriteMarkdown(StudyReport report, TextWriter output, ReportOptions options)
    {
        var isFirst = true;
        Write(
            report,
            output,
            options,
            heading: text =>
            {
                var mark = isFirst ? "#" : "##";
                isFirst = false;
                return $"{mark} {MarkdownTableWriter.Escape(text)}\n";
            },
            line: MarkdownTableWriter.Escape,
            table => MarkdownTableWriter.Write(table, output));
    }

    private static void Write(
        StudyReport report,
        TextWriter output,
        ReportOptions options,
        Func<string, string> heading,
        Func<string, string> line,
        Action<TextTable> write)
    {
        var definition = report.Definition;
        var objective = definition.Objective;
        output.WriteLine(heading(FormattableString.Invariant(
            $"{SafeText.OneLine(definition.Name)}: {report.Counts.Total} trials, {CountsOf(report, options)}")));
        output.WriteLine(line(FormattableString.Invariant(
            $"Ranked by {objective.MetricName} ({(objective.Maximize ? "max" : "min")}) on {SafeText.OneLine(definition.DataSet.Name)}, seed {definition.Seed}.")));
        if (options.IncludeTimes)
        {
            output.WriteLine(line(
                $"Begun {Figures.Time(report.StartedAt)}, {(report.IsComplete ? "complete" : "last heard of")} {Figures.Time(report.LastEventAt)}."));
        }

        if (!report.Ranked.IsEmpty)
        {
            Section(null, StudyReportTables.Ranked(report, options), report.Ranked.Length);
        }

        if (!report.Unranked.IsEmpty)
        {
            Section("Not ranked", StudyReportTables.Unranked(report, options), report.Unranked.Length);
        }

        if (!report.Effects.IsEmpty && !report.Ranked.IsEmpty)
        {
            var effects = StudyReportTables.Effects(report);
            Section("How much each dimension matters (share of the metric's variance)", effects, effects.Rows.Length);
        }

        void Section(string? title, TextTable table, int count)
        {
            output.WriteLine();
            if (title is not null)
            {
                output.WriteLine(heading(title));
            }

            write(table);
            if (table.Rows.Length < count)
            {
                output.WriteLine();
                output.WriteLine(line(FormattableString.Invariant($"... and {count - table.Rows.Length} more.")));
            }
        }
    }

    /// <summary>Which trials run at this moment is a matter of time, too.</summary>
    private static string CountsOf(StudyReport report, ReportOptions options)
    {
        var counts = report.Counts;
        var unfinished = counts.Running + counts.Waiting;
        if (options.IncludeTimes || unfinished == 0)
        {
            return counts.ToString();
        }

        var ended = (counts with { Running = 0, Waiting = 0 }).ToString();
        return FormattableString.Invariant($"{ended}{(ended.Length > 0 ? ", " : string.Empty)}{unfinished} {OutcomeWords.Unfinished}");
    }
}
