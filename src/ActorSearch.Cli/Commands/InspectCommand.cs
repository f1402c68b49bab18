using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Inspecting;
using ActorSearch.Cli.Output;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch inspect TRIAL</c>.</summary>
internal static class InspectCommand
{
    public static Command Make(Terminal terminal)
    {
        var trial = new Argument<string>("TRIAL") { Description = "The trial: the first digits of its identity, enough to be unique." };
        var source = new StudySource();
        var study = new Option<string?>("--study") { Description = "Look in this study alone.", HelpName = "NAME" };
        var weights = new Option<string?>("--weights")
        {
            Description = "The folder of kept weights [default: weights, beside the store]",
            HelpName = "FOLDER",
        };
        var retrain = new Option<bool>("--retrain")
        {
            Description = "Train the trial again from its seed, where no weights were kept; the same weights on the same type of processor.",
        };
        var output = new Option<string?>("--output")
        {
            Description = "The folder to write, replaced as a whole [default: inspect-TRIAL]",
            HelpName = "FOLDER",
        };
        var images = new Option<string[]>("--images")
        {
            Description = "Test images whose feature maps are shown, by their numbers from 0 [default: two right answers and the worst mistake]",
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
        };
        var robustness = new Option<string?>("--robustness")
        {
            Description = "Test images to shift, rotate and make noisy; 0 leaves that out [default: 1000, fewer for a dear network]",
            HelpName = "N",
        };
        var data = new Option<string?>("--data") { Description = "Where the data set's files are now, if they moved.", HelpName = "FOLDER" };
        var device = new Option<string>("--device")
        {
            Description = "Where to compute: auto, cpu, cuda or one GPU such as cuda:0.",
            HelpName = "DEVICE",
            DefaultValueFactory = _ => "auto",
        };
        var threads = new Option<string?>("--threads") { Description = "Processor threads [default: 1, as trials are trained]", HelpName = "N" };
        var json = CommonOptions.Json("The figures as one JSON object on standard output, beside the page.");
        var verbose = CommonOptions.Verbose();
        var command = new Command("inspect", "Look inside a trained network: kernels, feature maps, mistakes, robustness, as a page.")
        {
            trial, study, weights, retrain, output, images, robustness, data, device, threads, json, verbose,
        };
        source.AddTo(command);
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), () =>
        {
            var options = new InspectOptions(
                parsed.GetRequiredValue(trial),
                parsed.GetValue(study),
                parsed.GetValue(weights) ?? Path.Combine(source.FolderOf(parsed), "weights"),
                parsed.GetValue(retrain),
                parsed.GetValue(output),
                InspectOptions.ParseImages(parsed.GetValue(images) ?? []),
                InspectOptions.ParseRobustness(parsed.GetValue(robustness)),
                parsed.GetValue(data),
                parsed.GetRequiredValue(device),
                WorkerCount.ParseThreads(parsed.GetValue(threads)),
                parsed.GetValue(json));
            return InspectRun.RunAsync(options, source.Open(parsed), terminal);
        }));
        return command;
    }
}
