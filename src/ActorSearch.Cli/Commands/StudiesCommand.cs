using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Reporting.Stores;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch studies</c>.</summary>
internal static class StudiesCommand
{
    public static Command Make(Terminal terminal)
    {
        var source = new StudySource();
        var json = CommonOptions.Json("The studies as one JSON object.");
        var verbose = CommonOptions.Verbose();
        var command = new Command("studies", "The studies that a store holds.") { json, verbose };
        source.AddTo(command);
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), async () =>
        {
            var opened = source.Open(parsed);
            await using (opened.ConfigureAwait(false))
            {
                var ledger = opened.Ledger;
                var now = TimeProvider.System.GetUtcNow();
                var summaries = new List<StudySummary>();
                foreach (var name in await ledger.StudiesAsync(CancellationToken.None).ConfigureAwait(false))
                {
                    var report = await StudyReport.FromAsync(ledger.ReadAsync(name, CancellationToken.None)).ConfigureAwait(false);
                    summaries.Add(StudySummary.Of(report, now));
                }

                if (parsed.GetValue(json))
                {
                    await terminal.Out.WriteLineAsync(StudySummaryWriter.ToJson(summaries)).ConfigureAwait(false);
                }
                else
                {
                    StudySummaryWriter.WriteText(summaries, terminal.Out, terminal.Width);
                }
            }

            return ExitStatus.Complete;
        }));
        return command;
    }
}
