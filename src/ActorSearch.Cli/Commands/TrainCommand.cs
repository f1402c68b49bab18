using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Nodes;
using ActorSearch.Cli.Output;
using ActorSearch.Training.Checkpoints;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch train</c>: what a worker node starts for each of its workers. Nothing for people.</summary>
internal static class TrainCommand
{
    public static Command Make(Terminal terminal)
    {
        var device = new Option<string>("--device") { Description = "The device to train on.", HelpName = "DEVICE", Required = true };
        var threads = new Option<string?>("--threads") { Description = "Processor threads of each trial.", HelpName = "N" };
        var keepWeights = new Option<string?>("--keep-weights") { Description = "How many trials' weights to keep.", HelpName = "N" };
        var weights = new Option<string?>("--weights") { Description = "The folder of the weights.", HelpName = "FOLDER" };
        var model = new Option<string?>("--model") { Description = "What the device is called by its maker.", HelpName = "MODEL" };
        var command = new Command("train", "Train what a worker node says; for worker nodes alone.") { device, threads, keepWeights, weights, model };
        command.Hidden = true;
        command.SetAction(parsed => Guard.RunAsync(terminal, isVerbose: false, () => Task.FromResult(
            TrainingChild.Run(
                parsed.GetRequiredValue(device),
                WorkerCount.ParseThreads(parsed.GetValue(threads)),
                parsed.GetValue(model) ?? string.Empty,
                Keeper(parsed.GetValue(keepWeights), parsed.GetValue(weights))))));
        return command;
    }

    /// <summary>What cannot be kept goes to standard error, and so into the node's log.</summary>
    private static WeightKeeper? Keeper(string? keep, string? folder) => keep is not null && folder is not null
        ? new WeightKeeper(new CheckpointFolder(folder, WholeNumber.Parse("--keep-weights", keep, 1, CheckpointFolder.MaxKeep)), Console.Error.WriteLine)
        : null;
}
