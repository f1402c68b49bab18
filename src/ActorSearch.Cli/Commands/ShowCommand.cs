using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Reporting.SingleTrial;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch show TRIAL</c>.</summary>
internal static class ShowCommand
{
    public static Command Make(Terminal terminal)
    {
        var trial = new Argument<string>("TRIAL") { Description = "The trial: the first digits of its identity, enough to be unique." };
        var source = new StudySource();
        var study = new Option<string?>("--study") { Description = "Look in this study alone.", HelpName = "NAME" };
        var json = CommonOptions.Json("The trial as one JSON object.");
        var verbose = CommonOptions.Verbose();
        var command = new Command("show", "One trial whole: configuration, layers, epochs, attempts.") { trial, study, json, verbose };
        source.AddTo(command);
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), async () =>
        {
            var report = await FindAsync(
                source.Open(parsed), parsed.GetValue(study), parsed.GetRequiredValue(trial)).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                await terminal.Out.WriteLineAsync(TrialReportWriter.ToJson(report)).ConfigureAwait(false);
            }
            else
            {
                TrialReportWriter.WriteText(report, terminal.Out, terminal.Width);
            }

            return ExitStatus.Complete;
        }));
        return command;
    }

    private static async Task<TrialReport> FindAsync(OpenedStudies opened, string? study, string prefix)
    {
        await using (opened.ConfigureAwait(false))
        {
            return await StoredTrials.FindAsync(opened, study, prefix).ConfigureAwait(false);
        }
    }
}
