using ActorSearch.Core.Ports;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Cli.Output;

/// <summary>The ranking at the end of a run.</summary>
internal static class FinalTable
{
    /// <summary>Trials that fit a screen; the report command shows all.</summary>
    private const int Top = 20;

    /// <summary>Writes the ranking of a study.</summary>
    public static async Task WriteAsync(Terminal terminal, ILedger ledger, string study)
    {
        var report = await StudyReport.FromAsync(ledger.ReadAsync(study, CancellationToken.None)).ConfigureAwait(false);
        await terminal.Out.WriteLineAsync().ConfigureAwait(false);
        await terminal.Out.WriteAsync(StudyReportWriter.ToText(
            report, ReportFormat.Table, new ReportOptions(Top, Width: terminal.Width))).ConfigureAwait(false);
    }
}
