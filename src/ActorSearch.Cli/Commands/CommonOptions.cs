using System.CommandLine;
using ActorSearch.Cli.Inputs;

namespace ActorSearch.Cli.Commands;

/// <summary>Options and arguments that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<string> Store() => new("--store")
    {
        Description = "The store that holds the results.",
        HelpName = "STORE",
        DefaultValueFactory = _ => StoreName.Default,
    };

    public static Option<string?> Study() => new("--study")
    {
        Description = "The study; without it the newest of the store.",
        HelpName = "NAME",
    };

    public static Option<bool> Json(string what) => new("--json") { Description = what };

    /// <summary>Where event files go.</summary>
    public static Option<string?> TensorBoard() => new("--tensorboard")
    {
        Description = "Write the curves as event files that TensorBoard shows, a folder a study and in it one a trial.",
        HelpName = "DIR",
    };

    /// <summary>Where MLflow's files go.</summary>
    public static Option<string?> Mlflow() => new("--mlflow")
    {
        Description = "Write the study as MLflow's file store, an experiment a study and in it a run a trial.",
        HelpName = "DIR",
    };

    public static Option<bool> Verbose() => new("--verbose")
    {
        Description = "Show where unexpected errors come from.",
    };
}
