using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch report</c>.</summary>
internal static class ReportCommand
{
    private const string Formats = "table, csv, json or markdown";

    public static Command Make(Terminal terminal)
    {
        var source = new StudySource();
        var study = CommonOptions.Study();
        var top = new Option<string?>("--top") { Description = "Show at most so many trials [default: all]", HelpName = "N" };
        var format = new Option<string>("--format")
        {
            Description = $"The form: {Formats}.",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "table",
        };
        var output = new Option<string?>("--output") { Description = "Write to a file, replaced as a whole, instead of standard output.", HelpName = "FILE" };
        var noTimes = new Option<bool>("--no-times")
        {
            Description = "Leave out what may differ between two runs of a study: times, attempts.",
        };
        var verbose = CommonOptions.Verbose();
        var command = new Command("report", "The ranked report of a study.") { study, top, format, output, noTimes, verbose };
        source.AddTo(command);
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), async () =>
        {
            var form = FormatOf(parsed.GetRequiredValue(format));
            var most = parsed.GetValue(top) is { } text ? WholeNumber.Parse("--top", text, 1, int.MaxValue) : (int?)null;
            var file = parsed.GetValue(output) is { } path ? new OutputFile(path) : null;
            var options = new ReportOptions(most, !parsed.GetValue(noTimes), file is null ? terminal.Width : null);
            var opened = source.Open(parsed);
            await using (opened.ConfigureAwait(false))
            {
                var (ledger, storeName, _) = opened;
                var name = await StoredStudies.ChooseAsync(ledger, storeName, parsed.GetValue(study), terminal.Error).ConfigureAwait(false);
                var report = await StudyReport.FromAsync(ledger.ReadAsync(name, CancellationToken.None)).ConfigureAwait(false);
                if (file is not null)
                {
                    file.Write(stream => StudyReportWriter.Write(report, form, stream, options));
                }
                else
                {
                    using var stream = terminal.OpenOut();
                    StudyReportWriter.Write(report, form, stream, options);
                }
            }

            return ExitStatus.Complete;
        }));
        return command;
    }

    private static ReportFormat FormatOf(string text) => text switch
    {
        "table" => ReportFormat.Table,
        "csv" => ReportFormat.Csv,
        "json" => ReportFormat.Json,
        "markdown" => ReportFormat.Markdown,
        "html" => throw new InputException($"--format: html is not available yet; use {Formats}"),
        _ => throw new InputException($"--format: '{text}' is no format; use {Formats}"),
    };
}
