using System.Text;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Ports;
using ActorSearch.Reporting.Answers;
using ActorSearch.Reporting.Measurements;
using ActorSearch.Reporting.Page;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Cli.Output;

/// <summary>The forms in which a study can be had from a store.</summary>
internal static class ReportForms
{
    /// <summary>Their names, for people.</summary>
    public const string Names = "table, csv, json, jsonl, markdown, html or experiment";

    private const string Page = "html";
    private const string Experiment = "experiment";

    /// <summary>What writes a study in a form; the store may be closed before it is asked to.</summary>
    /// <param name="ledger">The store.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="form">One of <see cref="Names"/>; null for what is usual.</param>
    /// <param name="curves">Whether the measurements along the way are asked for in place of the trials.</param>
    /// <param name="options">What of it is written.</param>
    /// <exception cref="InputException">The study has nothing to write in this form.</exception>
    /// <exception cref="LedgerException">The store cannot be read.</exception>
    public static async Task<Action<Stream>> ReadAsync(ILedger ledger, string study, string? form, bool curves, ReportOptions options)
    {
        var events = ledger.ReadAsync(study, CancellationToken.None);
        if (curves || form == Page)
        {
            var measurements = await StudyMeasurements.FromAsync(events).ConfigureAwait(false);
            return form switch
            {
                Page => stream => StudyPage.Write(measurements, stream, options),
                "jsonl" => stream => MeasurementsJsonLines.Write(measurements, stream, options),
                _ => stream => MeasurementsCsv.Write(measurements, stream, options),
            };
        }

        var report = await StudyReport.FromAsync(events).ConfigureAwait(false);
        if (form == Experiment)
        {
            var answer = StudyAnswer.Of(report, options.IncludeTimes);
            var text = answer.Experiment ?? throw new InputException($"--format {Experiment}: {answer.Sentence}");
            return stream => stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return stream => StudyReportWriter.Write(report, FormatOf(form), stream, options);
    }

    /// <summary>Refuses forms that are none, and options that mean nothing beside a form.</summary>
    /// <param name="form">The form as it was given; null where none was.</param>
    /// <param name="curves">Whether curves are asked for.</param>
    /// <param name="given">The names of the options that were given.</param>
    /// <param name="isTerminal">Whether the report would go to a terminal.</param>
    /// <exception cref="InputException">They do not go together.</exception>
    public static void Check(string? form, bool curves, IReadOnlyCollection<string> given, bool isTerminal)
    {
        if (form is not (null or Page or Experiment))
        {
            FormatOf(form);
        }

        if (curves && form is not (null or "csv" or "jsonl"))
        {
            throw new InputException("--curves: curves are written as csv or jsonl; 'actorsearch show TRIAL --json' has those of one trial");
        }

        var why = form switch
        {
            Page => "shows the study whole",
            Experiment => "writes the best configuration alone",
            _ => null,
        };
        if (why is not null && given.Contains("--top"))
        {
            throw new InputException($"--format {form} {why}; it takes no --top");
        }

        if (form == Page && isTerminal)
        {
            throw new InputException("--format html: a page is of no use in a terminal; add --output FILE, or send it on with '|' or '>'");
        }
    }

    private static ReportFormat FormatOf(string? form) => form switch
    {
        null or "table" => ReportFormat.Table,
        "csv" => ReportFormat.Csv,
        "json" => ReportFormat.Json,
        "jsonl" => ReportFormat.JsonLines,
        "markdown" => ReportFormat.Markdown,
        _ => throw new InputException($"--format: '{form}' is no format; use {Names}"),
    };
}
