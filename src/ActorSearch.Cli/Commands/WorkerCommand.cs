using System.CommandLine;
using ActorSearch.Cli.Clusters;
using ActorSearch.Cli.Nodes;
using ActorSearch.Cli.Output;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch worker</c>.</summary>
internal static class WorkerCommand
{
    public static Command Make(Terminal terminal)
    {
        var settings = new ConfigOptions<WorkerConfig>(WorkerConfig.Default, WorkerConfig.Keys, WorkerConfig.Read, ("link", LinkWords.Default));
        var verbose = new Option<bool>("--verbose") { Description = "The log on standard error as well, and where unexpected errors come from." };
        var command = new Command("worker", "Train for a coordinator on the devices of this machine.") { verbose };
        settings.AddTo(command);
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), () =>
        {
            var config = settings.Read(parsed);
            return WorkerRun.RunAsync(config, parsed.GetValue(verbose), terminal, WorkerLink.Prepare(config));
        }));
        return command;
    }
}
