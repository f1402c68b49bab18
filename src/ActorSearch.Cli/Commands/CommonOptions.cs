using System.CommandLine;
using ActorSearch.Cli.Dashboard;
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

    /// <summary>Where a search can be watched; the port may be left out.</summary>
    public static Option<string?> Dashboard() => new(DashboardPort.Option)
    {
        Description = $"Show the search in a browser on this machine as it goes [default port: {DashboardPort.Default}, or the next that is free]",
        HelpName = "PORT",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>What <see cref="Dashboard"/> was given: null where it is not there, empty where it has no port.</summary>
    public static string? DashboardOf(ParseResult parsed, Option<string?> dashboard) =>
        parsed.GetResult(dashboard) is null ? null : parsed.GetValue(dashboard) ?? string.Empty;

    /// <summary>
    /// The words of a command line, in which a dashboard without a port stands last: else it would take the file's name
    /// for its port.
    /// </summary>
    public static string[] WithDashboardLast(string[] words)
    {
        var place = Array.IndexOf(words, DashboardPort.Option);
        return place < 0 || place == words.Length - 1 || words.Contains("--") || words[place + 1].All(char.IsAsciiDigit)
            ? words
            : [.. words[..place], .. words[(place + 1)..], DashboardPort.Option];
    }

    public static Option<bool> Verbose() => new("--verbose")
    {
        Description = "Show where unexpected errors come from.",
    };
}
