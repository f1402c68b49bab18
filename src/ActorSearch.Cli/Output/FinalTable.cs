using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Ports;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Cli.Output;

/// <summary>The answer and the ranking at the end of a run.</summary>
internal static class FinalTable
{
    /// <summary>Rows that fit a screen; the report command shows all.</summary>
    private const int Top = 20;

    /// <summary>Writes what a study came to, and how to get it as a page.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="ledger">The store.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="command">The command that reports from the same place.</param>
    public static async Task WriteAsync(Terminal terminal, ILedger ledger, string study, string command)
    {
        var report = await StudyReport.FromAsync(ledger.ReadAsync(study, CancellationToken.None)).ConfigureAwait(false);
        await terminal.Out.WriteLineAsync().ConfigureAwait(false);
        await terminal.Out.WriteAsync(StudyReportWriter.ToText(
            report, ReportFormat.Table, new ReportOptions(Top, Width: terminal.Width))).ConfigureAwait(false);
        await terminal.Out.WriteLineAsync(
            $"{Environment.NewLine}as a page with charts: {command} --study {ShellWord.Quote(study)} --format html --output report.html").ConfigureAwait(false);
    }
}
