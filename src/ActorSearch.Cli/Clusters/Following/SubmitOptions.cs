using ActorSearch.Cli.Inputs;

namespace ActorSearch.Cli.Clusters.Following;

/// <summary>What <c>actorsearch submit</c> was asked for.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Resume">Whether to go on with an unfinished study.</param>
/// <param name="Extend">Whether to follow a changed file.</param>
/// <param name="Detach">Whether to leave once the study is handed in.</param>
/// <param name="Json">Whether standard output carries JSON lines.</param>
/// <param name="Again">The command that follows the study again.</param>
/// <param name="Report">The command that reports from the same coordinator.</param>
internal sealed record SubmitOptions(ExperimentChoice Experiment, bool Resume, bool Extend, bool Detach, bool Json, string Again, string Report)
{
    /// <summary>The port of the dashboard; empty for one of the program's choice, null for no dashboard.</summary>
    public string? Dashboard { get; init; }
}
