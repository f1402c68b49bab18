using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Inspection;
using ActorSearch.Core.Networks;
using ActorSearch.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Inspection;

/// <summary>Looks inside a trained network.</summary>
/// <param name="plan">The network's layers.</param>
/// <param name="network">The network, in evaluation; its modules have the names of the plan's rows.</param>
/// <param name="device">Where it is.</param>
/// <param name="normalise">What becomes of pixels before the first layer; null leaves them from 0 to 1.</param>
/// <param name="notes">Hears what is measured, a few words at a time.</param>
public sealed class NetworkInspector(
    NetworkPlan plan, Sequential network, Device device, Normalisation? normalise = null, Action<string>? notes = null)
{
    private readonly Predictor _predictor = new(network, device, normalise);
    private readonly Action<string> _notes = notes ?? (_ => { });

    /// <summary>Measures all that a look inside shows.</summary>
    /// <param name="test">The test split.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">An image was asked for that the test split does not have.</exception>
    public NetworkInspection Inspect(ImageSet test, InspectionOptions options, CancellationToken cancellation)
    {
        if (options.Images.Where(i => i < 0 || i >= test.Count).Cast<int?>().FirstOrDefault() is { } missing)
        {
            throw new ArgumentException($"there is no test image {missing}; the test split has {test.Count}", nameof(options));
        }

        _notes($"predictions of {test.Count} test images");
        var predictions = _predictor.Predict(test, cancellation);
        var mistakes = WorstOf(predictions);
        var chosen = options.Images.IsEmpty ? Choose(predictions, mistakes) : options.Images;
        _notes($"feature maps of {chosen.Length} images");
        return new NetworkInspection(
            test.Count,
            predictions.Average(p => p.Loss),
            ConfusionMatrix.Of(plan.Classes, predictions),
            [.. mistakes.Select(p => new Mistake(p, RobustnessMeasure.Picture(test, p.Number, p.Number)))],
            FirstKernels(),
            [.. chosen.Select(number => MapsOf(test, predictions[number]))],
            options.RobustnessImages == 0
                ? null
                : new RobustnessMeasure(_predictor, options, cancellation).Measure(test, predictions, _notes));
    }

    /// <summary>The wrong answers of the highest loss; a loss that is no number is the worst.</summary>
    internal static ImmutableArray<Prediction> WorstOf(ImmutableArray<Prediction> predictions) =>
    [
        .. predictions.Where(p => !p.IsRight)
            .OrderByDescending(p => double.IsNaN(p.Loss) ? double.PositiveInfinity : p.Loss)
            .Take(InspectionOptions.MaxMistakes),
    ];

    /// <summary>Two classes that the network knows, and the mistake that it is surest of: what goes well, and what does not.</summary>
    internal static ImmutableArray<int> Choose(ImmutableArray<Prediction> predictions, ImmutableArray<Prediction> mistakes) =>
    [
        .. predictions.Where(p => p.IsRight).DistinctBy(p => p.Label).Take(2).Concat(mistakes.Take(1)).Select(p => p.Number),
    ];

    private KernelBank? FirstKernels()
    {
        if (plan.AllLayers.OfType<LayerPlan.Convolution>().FirstOrDefault() is not { } first)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var shown = Math.Min(first.Output.Channels, InspectionOptions.MaxMaps);
        var weights = network.state_dict()[$"{first.Name}.weight"];
        return new KernelBank(
            first.Name, first.Output.Channels, shown, first.Input.Channels, first.Kernel, Values(weights.narrow(0, 0, shown)));
    }

    private ImageMaps MapsOf(ImageSet test, Prediction prediction)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var alone = test.Take([prediction.Number]);
        using var held = _predictor.Hold(alone);
        var maps = ImmutableArray.CreateBuilder<LayerMaps>();
        new LayerWalk(network).Run(plan.Layers, held.Slice(0, 1).Images, (layer, output) =>
        {
            // Dropout does nothing here, and what has one value a channel is no map.
            if (layer is not LayerPlan.Dropout && (layer.Output.Height > 1 || layer.Output.Width > 1))
            {
                var shown = Math.Min(layer.Output.Channels, InspectionOptions.MaxMaps);
                maps.Add(new LayerMaps(layer, shown, Values(output.narrow(1, 0, shown))));
            }
        });
        return new ImageMaps(RobustnessMeasure.Picture(alone, 0, prediction.Number), prediction, maps.ToImmutable());
    }

    private static ImmutableArray<float> Values(Tensor tensor) => [.. tensor.cpu().contiguous().data<float>().ToArray()];
}
