using ActorSearch.Cli.Dashboard;
using ActorSearch.Cli.Inputs;

namespace ActorSearch.Cli.Running;

/// <summary>What <c>actorsearch run</c> was asked for, as it was typed.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Store">The store.</param>
/// <param name="Workers">Trials at a time; null for as many as the machine has cores or devices.</param>
/// <param name="Threads">Processor threads of each trial; null for one.</param>
/// <param name="Device">Where to train.</param>
/// <param name="Resume">Whether to go on with an unfinished study.</param>
/// <param name="Extend">Whether to follow a changed file.</param>
/// <param name="Json">Whether standard output carries JSON lines.</param>
/// <param name="Verbose">Whether the log goes to standard error as well.</param>
/// <param name="Log">The log's folder; null for the one beside the store.</param>
internal sealed record RunOptions(
    ExperimentChoice Experiment, string Store, string? Workers, string? Threads, string Device, bool Resume, bool Extend, bool Json, bool Verbose, string? Log)
{
    /// <summary>The folder of TensorBoard's event files; null for none.</summary>
    public string? TensorBoard { get; init; }

    /// <summary>The port of the dashboard; empty for one of the program's choice, null for no dashboard.</summary>
    public string? Dashboard { get; init; }

    /// <summary>How many of the best trials' weights to keep; null for the usual number.</summary>
    public string? KeepWeights { get; init; }

    /// <summary>The folder of the weights; null for the one beside the store.</summary>
    public string? Weights { get; init; }

    /// <summary>The command that goes on with the run.</summary>
    public string ResumeCommand =>
        $"actorsearch run {Experiment.Words} --store {ShellWord.Quote(Store)} --resume"
        + (TensorBoard is null ? string.Empty : $" --tensorboard {ShellWord.Quote(TensorBoard)}")
        + (KeepWeights is null ? string.Empty : $" --keep-weights {ShellWord.Quote(KeepWeights)}")
        + (Weights is null ? string.Empty : $" --weights {ShellWord.Quote(Weights)}")
        + DashboardPort.Repeated(Dashboard);

    /// <summary>The command that reports on the run's store.</summary>
    public string ReportCommand => $"actorsearch report --store {ShellWord.Quote(Store)}";
}
