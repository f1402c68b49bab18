using System.CommandLine;
using ActorSearch.Cli.Output;

namespace ActorSearch.Cli.Commands;

/// <summary>The <c>actorsearch</c> command and all that it offers.</summary>
internal static class ActorSearchCommand
{
    private const int MaxErrors = 3;

    /// <summary>Parses the command line and runs what it says.</summary>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var result = Make(terminal).Parse(CommonOptions.WithDashboardLast(args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
        {
            // A word that is not understood is the better explanation than the one that is missing in its place.
            foreach (var error in result.Errors.Reverse().DistinctBy(e => e.Message).Take(MaxErrors))
            {
                await terminal.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            }

            var path = result.CommandResult.Command is RootCommand ? "actorsearch" : $"actorsearch {PathOf(result.CommandResult)}";
            await terminal.Error.WriteLineAsync($"'{path} --help' shows what would be right").ConfigureAwait(false);
            return ExitStatus.BadInput;
        }

        // Signals and errors are the commands' own matter.
        return await result.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = terminal.Out,
            Error = terminal.Error,
        }).ConfigureAwait(false);
    }

    private static RootCommand Make(Terminal terminal) => new(
        "Finds the best configuration of a small convolutional network: trains every point of a grid and ranks them.")
    {
        PlanCommand.Make(terminal),
        RunCommand.Make(terminal),
        ReportCommand.Make(terminal),
        StudiesCommand.Make(terminal),
        ShowCommand.Make(terminal),
        InspectCommand.Make(terminal),
        DataCommand.Make(terminal),
        DevicesCommand.Make(terminal),
        CoordinatorCommand.Make(terminal),
        WorkerCommand.Make(terminal),
        SubmitCommand.Make(terminal),
        StatusCommand.Make(terminal),
        KeysCommand.Make(terminal),
        TrainCommand.Make(terminal),
    };

    private static string PathOf(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } parent
            ? $"{PathOf(parent)} {command.Command.Name}"
            : command.Command.Name;
}
