using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Data;
using ActorSearch.Training.Data;
using TorchSharp;

namespace ActorSearch.Bench;

/// <summary>
/// Training samples a second of the production trainer with one thread, to stand beside bench/peers/pytorch_throughput.py:
/// the same two networks, 28x28 noise, Adam. The first epoch warms up and is not counted. Three more compare the ways to
/// compute a convolution, on 3x64x64 noise: one convolution 3 to 32, kernel 3, batch norm, ReLU, global average, linear.
/// </summary>
internal static class Throughput
{
    public static Command Command()
    {
        var model = new Option<string>("--model") { DefaultValueFactory = _ => "lenet", Description = "lenet or conv-bn; native, im2col or loops for one convolution" };
        var batch = new Option<int>("--batch") { DefaultValueFactory = _ => 64 };
        var samples = new Option<int>("--samples") { DefaultValueFactory = _ => 10_000 };
        var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => 5 };
        var device = new Option<string>("--device") { DefaultValueFactory = _ => "cpu" };
        var command = new Command("throughput", "Training samples a second of the trainer.") { model, batch, samples, epochs, device };
        command.SetAction(r => Run(
            r.GetValue(model)!, r.GetValue(batch), r.GetValue(samples), r.GetValue(epochs), r.GetValue(device)!));
        return command;
    }

    private static void Run(string model, int batch, int samples, int epochs, string device)
    {
        var config = TrialConfig.From(
        [
            .. Network(model),
            new(ParameterNames.BatchSize, new ParameterValue.Integer(batch)),
            new(ParameterNames.Epochs, new ParameterValue.Integer(epochs + 1)),
        ]);
        var image = IsByHand(model) ? new ImageShape(3, 64, 64) : new ImageShape(1, 28, 28);
        var study = new StudyDefinition(
            "bench", Seed: 1, new DataSetSpec("glyphs"), new string('0', 64), image, Classes: 10, Objective.Default, 1, string.Empty);
        var plan = new TrialPlan(TrialId.Of(config, 0), config, 0, 0, 0, 0, null);

        // One validation image: what is measured is training.
        var splits = new DataSplits("noise", Noise(image, samples, 1), Noise(image, 1, 2), Noise(image, 1, 3), study.DataFingerprint, []);
        using var data = new DeviceSplits(splits, torch.device(device));
        var seconds = new List<double>();
        new Training.TorchTrainer(study, data, threads: 1)
            .Train([new TrialLease(plan, 1, Seed: 1, default)], new Collecting(seconds), CancellationToken.None);

        var counted = seconds.Skip(1).Order().ToArray();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            program = $"actorsearch, {typeof(torch).Assembly.GetName().Name}, libtorch {torch.__version__}",
            model,
            batch,
            samples,
            epochs,
            samples_per_second = Math.Round(samples / Median(counted), 1),
            best_samples_per_second = Math.Round(samples / counted[0], 1),
        }));
    }

    private static KeyValuePair<string, ParameterValue>[] Network(string model) => model switch
    {
        "lenet" => [new(ParameterNames.Architecture, new ParameterValue.Word(ParameterNames.Lenet))],
        "conv-bn" =>
        [
            new(ParameterNames.Channels, new ParameterValue.Integers([16, 32])),
            new(ParameterNames.BatchNorm, new ParameterValue.Flag(true)),
        ],
        _ when IsByHand(model) =>
        [
            new(ParameterNames.Channels, new ParameterValue.Integers([32])),
            new(ParameterNames.Pooling, new ParameterValue.Word("none")),
            new(ParameterNames.GlobalPooling, new ParameterValue.Word("avg")),
            new(ParameterNames.BatchNorm, new ParameterValue.Flag(true)),
            new(ParameterNames.Convolution, new ParameterValue.Word(model)),
        ],
        _ => throw new ArgumentException($"no model {model}; expected lenet, conv-bn, native, im2col or loops"),
    };

    private static bool IsByHand(string model) => model is "native" or "im2col" or "loops";

    private static ImageSet Noise(ImageShape image, int count, ulong seed)
    {
        // Knuth's 64-bit linear congruential generator: noise is all it has to be.
        byte Next(int _) => (byte)((seed = (seed * 6364136223846793005) + 1442695040888963407) >> 56);
        var pixels = Enumerable.Range(0, count * (int)image.Elements).Select(Next).ToArray();
        var labels = Enumerable.Range(0, count).Select(i => (byte)(Next(i) % 10)).ToArray();
        return new ImageSet(image.Channels, image.Height, image.Width, 10, pixels, labels);
    }

    private static double Median(double[] sorted) => (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;

    private sealed class Collecting(List<double> seconds) : ITrialReports
    {
        public void Epoch(TrialLease lease, EpochMetrics metrics) => seconds.Add(metrics.Seconds);

        public void Ended(TrialLease lease, TrialResult result)
        {
            if (result.Outcome == TrialOutcome.Diverged)
            {
                throw new InvalidOperationException(result.Reason);
            }
        }

        public void Failed(TrialLease lease, string error) =>
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"training failed: {error}"));

        public void OutOfMemory(TrialLease lease, string error) => Failed(lease, error);

        public bool IsAbandoned(TrialLease lease) => false;
    }
}
