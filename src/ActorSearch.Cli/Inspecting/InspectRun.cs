using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Running;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Inspection;
using ActorSearch.Reporting.SingleTrial;
using ActorSearch.Reporting.Text;
using ActorSearch.Training.Checkpoints;
using ActorSearch.Training.Devices;
using ActorSearch.Training.Inspection;
using TorchSharp;

namespace ActorSearch.Cli.Inspecting;

/// <summary>Looks inside one trial's network.</summary>
internal static class InspectRun
{
    /// <summary>Measures, writes the page and says where it is.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="opened">The studies.</param>
    /// <param name="terminal">Where it is said.</param>
    /// <returns>The exit status.</returns>
    /// <exception cref="InputException">Something that was given is wrong; nothing was written.</exception>
    public static async Task<int> RunAsync(InspectOptions options, OpenedStudies opened, Terminal terminal)
    {
        TrialReport trial;
        await using (opened.ConfigureAwait(false))
        {
            trial = await StoredTrials.FindAsync(opened, options.Study, options.Trial).ConfigureAwait(false);
        }

        if (trial.Network is null || trial.Trial.Outcome?.IsTrainedToTheEnd() != true)
        {
            throw new InputException(
                $"trial {trial.Trial.Plan.Id.Short} has no trained network to look into: it is {trial.Outcome}{(trial.Trial.Reason.Length > 0 ? $" ({SafeText.OneLine(trial.Trial.Reason)})" : string.Empty)}",
                "expected one that was trained to its end; 'actorsearch report' lists them");
        }

        var folder = new InspectionFolder(options.Output ?? $"inspect-{trial.Trial.Plan.Id.Short}");
        var weights = options.Retrain ? null : TrialWeights.Find(trial, options.Weights);
        using var interruption = new Interruption(_ => { });
        var report = await Task.Run(() => Measure(options, trial, weights, terminal.Error, interruption.Token)).ConfigureAwait(false);
        folder.Write(InspectionPage.Files(report));
        await terminal.Out.WriteLineAsync(options.Json ? InspectionJson.ToJson(report, folder.PagePath) : Summary(report, folder)).ConfigureAwait(false);
        return ExitStatus.Complete;
    }

    private static InspectionReport Measure(
        InspectOptions options, TrialReport trial, string? weights, TextWriter notes, CancellationToken cancellation)
    {
        var device = DeviceOf(options.Device);
        torch.set_num_threads(options.Threads);
        var splits = StudyImages.Load(trial.Definition, options.Data, notes, cancellation);
        var missing = options.Images.FirstOrDefault(i => i >= splits.Test.Count, -1);
        if (missing >= 0)
        {
            throw new InputException($"--images: there is no test image {missing}; the study has {splits.Test.Count}, from 0");
        }

        using var network = weights is null
            ? Retraining.Train(trial, splits, device, options.Threads, notes, cancellation)
            : Load(weights, device);
        var wanted = new InspectionOptions(
            options.Images, options.Robustness ?? InspectionOptions.RobustnessImagesOf(network.Plan), trial.Seed);
        var found = new NetworkInspector(network.Plan, network.Network, device, network.Head.Normalise, what => notes.WriteLine($"{what} ..."))
            .Inspect(splits.Test, wanted, cancellation);
        return new InspectionReport(
            trial, [.. splits.ClassNames], weights is null ? "trained again from the trial's seed" : $"kept in {Path.GetFileName(weights)}", found);
    }

    private static TrainedNetwork Load(string path, torch.Device device)
    {
        try
        {
            return TrainedNetwork.Load(path, device);
        }
        catch (CheckpointException exception)
        {
            throw TrialWeights.Refused(exception);
        }
    }

    private static torch.Device DeviceOf(string choice)
    {
        try
        {
            return DeviceChoice.Resolve(choice)[0];
        }
        catch (DeviceException exception)
        {
            throw new InputException($"--device: {exception.Message}");
        }
    }

    private static string Summary(InspectionReport report, InspectionFolder folder)
    {
        var (found, plan) = (report.Found, report.Trial.Trial.Plan);
        var confused = found.Confusion.MostConfused(1) is [var worst]
            ? $"; most confused: {SafeText.OneLine(report.ClassName(worst.Label))} taken for {SafeText.OneLine(report.ClassName(worst.Answer))}, {Figures.Counted(worst.Count, "image")}"
            : string.Empty;
        return $"trial {plan.Id.Short} of {SafeText.OneLine(report.Trial.Definition.Name)}: test_accuracy {Figures.Metric(found.Confusion.Accuracy)}, test_loss {Figures.Metric(found.Loss)} on {Figures.Counted(found.Images, "image")}{confused}"
            + Environment.NewLine + folder.PagePath;
    }
}
