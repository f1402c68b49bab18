using System.Globalization;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Progress;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Running;

/// <summary>Says what a study came to, and turns it into an exit status.</summary>
/// <param name="Terminal">Where it is said.</param>
/// <param name="Json">Whether standard output carries JSON lines.</param>
/// <param name="OpenLedger">Opens the store for the ranking.</param>
/// <param name="GoOn">What to do after an interruption, to stand after a semicolon.</param>
/// <param name="Report">The command that reports from the same place, without options of the report itself.</param>
/// <param name="Weights">The weights that are kept; null for none.</param>
internal sealed record StudyEnding(Terminal Terminal, bool Json, Func<ILedger> OpenLedger, string GoOn, string Report, KeptWeights? Weights = null)
{
    /// <summary>Ends a command.</summary>
    /// <param name="state">The study.</param>
    /// <param name="setting">How the command was started.</param>
    /// <param name="wasComplete">Whether there was nothing to do.</param>
    /// <returns>The exit status.</returns>
    public async Task<int> EndAsync(StudyState state, RunSetting setting, bool wasComplete)
    {
        var progress = ProgressState.Of(state, setting);
        var failed = progress.Counts.GetValueOrDefault(TrialOutcome.Failed);
        var (status, exitStatus) = state switch
        {
            { AllEnded: false } => ("interrupted", ExitStatus.Interrupted),
            _ when failed > 0 => ("failed", ExitStatus.Failed),
            _ => ("complete", ExitStatus.Complete),
        };
        if (Json)
        {
            var json = new JsonView(Terminal.Out);
            if (wasComplete)
            {
                json.Begin(progress);
            }

            json.End(status, exitStatus, progress, Weights);
        }
        else
        {
            await ShowAsync(state, progress, wasComplete).ConfigureAwait(false);
        }

        if (exitStatus == ExitStatus.Interrupted)
        {
            await Terminal.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"interrupted with {progress.Done} of {progress.Total} trials done; {GoOn}")).ConfigureAwait(false);
        }
        else if (failed > 0)
        {
            await Terminal.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{failed} of {progress.Total} trials failed; the report lists them with their reasons")).ConfigureAwait(false);
        }

        return exitStatus;
    }

    private async Task ShowAsync(StudyState state, ProgressState progress, bool wasComplete)
    {
        if (wasComplete)
        {
            await Terminal.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"study {progress.Definition.Name} is already complete: all {progress.Total} trials are recorded in {progress.Setting.Store}")).ConfigureAwait(false);
        }

        if (state.AllEnded)
        {
            var ledger = OpenLedger();
            await using (ledger.ConfigureAwait(false))
            {
                await FinalTable.WriteAsync(Terminal, ledger, progress.Definition.Name, Report).ConfigureAwait(false);
            }
        }

        if (Weights is not null)
        {
            await Terminal.Out.WriteLineAsync(
                $"{Environment.NewLine}weights of {Figures.Counted(Weights.Trials.Length, "trial")}: {SafeText.OneLine(Weights.ShownFolder)}").ConfigureAwait(false);
        }
    }
}
