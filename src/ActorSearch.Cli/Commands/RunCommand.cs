using System.CommandLine;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Running;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch run SPEC</c>.</summary>
internal static class RunCommand
{
    public static Command Make(Terminal terminal)
    {
        var experiment = new ExperimentOptions();
        var store = CommonOptions.Store();
        var workers = new Option<string?>("--workers")
        {
            Description = "Trials trained at a time [default: one a core, or one a GPU]",
            HelpName = "N",
        };
        var threads = new Option<string?>("--threads")
        {
            Description = "Processor threads of each trial [default: 1, the fastest for small networks]",
            HelpName = "N",
        };
        var device = new Option<string>("--device")
        {
            Description = "Where to train: auto, cpu, cuda (all GPUs) or one GPU such as cuda:0.",
            HelpName = "DEVICE",
            DefaultValueFactory = _ => "auto",
        };
        var resume = new Option<bool>("--resume") { Description = "Go on with an unfinished study; no finished trial runs again." };
        var extend = new Option<bool>("--extend") { Description = "Follow a changed file: train its new trials beside the recorded ones." };
        var json = CommonOptions.Json("One JSON object a line on standard output, and nothing else.");
        var verbose = new Option<bool>("--verbose") { Description = "The log on standard error as well, and where unexpected errors come from." };
        var log = new Option<string?>("--log")
        {
            Description = "The log's folder [default: logs, beside the store]",
            HelpName = "FOLDER",
        };
        var keepWeights = new Option<string?>("--keep-weights")
        {
            Description = "How many of the best trials' weights to keep; 0 keeps none [default: 3]",
            HelpName = "N",
        };
        var weights = new Option<string?>("--weights")
        {
            Description = "The folder of the weights [default: weights, beside the store]",
            HelpName = "FOLDER",
        };
        var tensorBoard = CommonOptions.TensorBoard();
        var dashboard = CommonOptions.Dashboard();
        var command = new Command("run", "Train every trial of an experiment on this machine, and rank them.")
        {
            store, workers, threads, device, resume, extend, json, verbose, log, keepWeights, weights, tensorBoard, dashboard,
        };
        experiment.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = new RunOptions(
                experiment.Read(parsed),
                parsed.GetRequiredValue(store),
                parsed.GetValue(workers),
                parsed.GetValue(threads),
                parsed.GetRequiredValue(device),
                parsed.GetValue(resume),
                parsed.GetValue(extend),
                parsed.GetValue(json),
                parsed.GetValue(verbose),
                parsed.GetValue(log))
            {
                TensorBoard = parsed.GetValue(tensorBoard),
                Dashboard = CommonOptions.DashboardOf(parsed, dashboard),
                KeepWeights = parsed.GetValue(keepWeights),
                Weights = parsed.GetValue(weights),
            };
            return Guard.RunAsync(terminal, options.Verbose, () => SearchRun.RunAsync(options, terminal, run => new TorchTrainers(run)));
        });
        return command;
    }
}
