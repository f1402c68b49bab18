using System.Text;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Writing;

/// <summary>Writes a study's report. The same report and options give the same bytes in every culture.</summary>
public static class StudyReportWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a report as UTF-8 without a byte-order mark.</summary>
    public static void Write(StudyReport report, ReportFormat format, Stream output, ReportOptions options)
    {
        switch (format)
        {
            case ReportFormat.Json:
                StudyReportJson.Write(report, output, options);
                return;
            case ReportFormat.JsonLines:
                StudyReportJson.WriteLines(report, output, options);
                return;
        }

        using var text = new StreamWriter(output, Utf8, leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case ReportFormat.Table:
                StudyReportText.WriteTable(report, text, options);
                break;
            case ReportFormat.Markdown:
                StudyReportText.WriteMarkdown(report, text, options);
                break;
            case ReportFormat.Csv:
                StudyReportCsv.Write(report, text, options);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "no such format");
        }
    }

    /// <summary>The report as a text.</summary>
    public static string ToText(StudyReport report, ReportFormat format, ReportOptions options)
    {
        using var bytes = new MemoryStream();
        Write(report, format, bytes, options);
        return Utf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>
    /// Every trial and every figure that follows from the study's definition, in round-trip form, and nothing else:
    /// the same text for one worker and for many, with and without an interruption.
    /// </summary>
    public static string ResultsText(StudyReport report) =>
        ToText(report, ReportFormat.Csv, new ReportOptions(IncludeTimes: false));
}
