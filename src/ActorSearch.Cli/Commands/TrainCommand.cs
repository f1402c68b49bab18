using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Nodes;
using ActorSearch.Cli.Output;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch train</c>: what a worker node starts for each of its workers. Nothing for people.</summary>
internal static class TrainCommand
{
    public static Command Make(Terminal terminal)
    {
        var device = new Option<string>("--device") { Description = "The device to train on.", HelpName = "DEVICE", Required = true };
        var threads = new Option<string?>("--threads") { Description = "Processor threads of each trial.", HelpName = "N" };
        var command = new Command("train", "Train what a worker node says; for worker nodes alone.") { device, threads };
        command.Hidden = true;
        command.SetAction(parsed => Guard.RunAsync(terminal, isVerbose: false, () => Task.FromResult(
            TrainingChild.Run(parsed.GetRequiredValue(device), WorkerCount.ParseThreads(parsed.GetValue(threads))))));
        return command;
    }
}
