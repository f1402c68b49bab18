using System.CommandLine;
using ActorSearch.Cli.Clusters;
using ActorSearch.Cli.Nodes;
using ActorSearch.Cli.Output;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;
using ActorSearch.Http.Client;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch worker</c>.</summary>
internal static class WorkerCommand
{
    public static Command Make(Terminal terminal)
    {
        var settings = new ConfigOptions<WorkerConfig>(WorkerConfig.Default, WorkerConfig.Keys, WorkerConfig.Read);
        var verbose = new Option<bool>("--verbose") { Description = "The log on standard error as well, and where unexpected errors come from." };
        var command = new Command("worker", "Train for a coordinator on the devices of this machine.") { verbose };
        settings.AddTo(command);
        command.SetAction(parsed => Guard.RunAsync(
            terminal, parsed.GetValue(verbose), () => WorkerRun.RunAsync(settings.Read(parsed), parsed.GetValue(verbose), terminal, Connect)));
        return command;
    }

    private static CoordinatorLink Connect(WorkerConfig config, SerilogBridge log)
    {
        var address = CoordinatorAccess.Resolve(config.Coordinator?.OriginalString, config.TokenFile, config.CaFile);
        return new CoordinatorLink(new HttpChannel(address, TimeProvider.System), log.CreateLogger<CoordinatorLink>());
    }
}
