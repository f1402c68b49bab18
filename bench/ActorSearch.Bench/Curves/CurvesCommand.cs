using System.CommandLine;
using System.Text.Json;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Data;
using ActorSearch.Training;
using ActorSearch.Training.Data;
using TorchSharp;

namespace ActorSearch.Bench.Curves;

/// <summary>Trains every trial of experiment files, one after the other on one thread, and writes down what each went through.</summary>
internal static class CurvesCommand
{
    public static Command Command()
    {
        var specs = new Argument<FileInfo[]>("spec") { Arity = ArgumentArity.OneOrMore, Description = "experiment files" };
        var into = new Option<string>("--out") { Required = true, Description = "where the curves are written" };
        var data = new Option<string?>("--data") { Description = "a folder of MNIST's IDX files, for experiments on MNIST" };
        var device = new Option<string>("--device") { DefaultValueFactory = _ => "cpu" };
        var command = new Command("curves", "Writes the loss curves of every trial of experiment files.") { specs, into, data, device };
        command.SetAction(r => Run(r.GetValue(specs)!, r.GetValue(into)!, r.GetValue(data), r.GetValue(device)!));
        return command;
    }

    private static void Run(FileInfo[] files, string into, string? folder, string device)
    {
        using var output = new StreamWriter(into);
        var trials = 0;
        foreach (var file in files)
        {
            var spec = Read(file);
            var set = spec.DataSet.Name == "mnist" && folder is not null ? spec.DataSet with { Path = folder } : spec.DataSet;
            var splits = DataSets.Load(set, spec.Seed, DataSources.Default(), CancellationToken.None);
            var image = new ImageShape(splits.Train.Channels, splits.Train.Height, splits.Train.Width);
            var study = new StudyDefinition(
                spec.Study, spec.Seed, set, splits.Fingerprint, image, splits.Train.ClassCount, spec.Objective, 1, string.Empty);
            using var images = new DeviceSplits(splits, torch.device(device));
            var trainer = new TorchTrainer(study, images, threads: 1);
            foreach (var plan in Grid.Expand(spec, image, study.Classes).Trials.Where(t => t.Rejection is null))
            {
                var collecting = new Collecting(spec.Study, output);
                trainer.Train(
                    [new TrialLease(plan, Attempt: 1, SeedDerivation.TrialSeed(spec.Seed, plan), default)], collecting, CancellationToken.None);
                trials++;
            }
        }

        var provider = typeof(torch).Assembly.GetName();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            program = $"{provider.Name} {provider.Version}, libtorch {torch.__version__}",
            device,
            trials,
        }));
    }

    private static ExperimentSpec Read(FileInfo file) => ExperimentReader.Read(File.ReadAllText(file.FullName)) switch
    {
        ExperimentReading.Valid valid => valid.Spec,
        ExperimentReading.Invalid invalid => throw new InvalidDataException(string.Join('\n', invalid.Errors.Select(e => e.Format(file.Name)))),
        _ => throw new NotSupportedException(),
    };

    private sealed class Collecting(string study, TextWriter output) : ITrialReports
    {
        private readonly List<EpochMetrics> _epochs = [];

        public void Epoch(TrialLease lease, EpochMetrics metrics) => _epochs.Add(metrics);

        public void Ended(TrialLease lease, TrialResult result) => CurveFile.Append(output, new Curve(
            study,
            lease.Plan.Id.ToString(),
            string.Join(' ', lease.Plan.Config.Stated.Select(v => $"{v.Key}={v.Value}")),
            result.Outcome,
            [.. _epochs.Select(e => e.TrainLoss)],
            [.. _epochs.Select(e => e.ValidationLoss)],
            result.TestLoss));

        public void Failed(TrialLease lease, string error) => throw new InvalidOperationException($"{lease.Plan.Id} failed: {error}");

        public void OutOfMemory(TrialLease lease, string error) => Failed(lease, error);

        public bool IsAbandoned(TrialLease lease) => false;
    }
}
