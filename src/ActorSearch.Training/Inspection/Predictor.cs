using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Inspection;
using ActorSearch.Data;
using ActorSearch.Training.Data;
using ActorSearch.Training.Trials;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Inspection;

/// <summary>Asks a network for its answers, in steps as the trainer's own evaluation takes, so that sums round alike.</summary>
/// <param name="network">The network, in evaluation, on the device.</param>
/// <param name="device">The device.</param>
/// <param name="normalise">What becomes of pixels before the first layer; null leaves them from 0 to 1.</param>
internal sealed class Predictor(Sequential network, Device device, Normalisation? normalise)
{
    /// <summary>What the network says of every image, in their order.</summary>
    public ImmutableArray<Prediction> Predict(ImageSet images, CancellationToken cancellation)
    {
        using var held = Hold(images);
        using var noGradient = no_grad();
        var predictions = ImmutableArray.CreateBuilder<Prediction>(images.Count);
        for (var start = 0; start < images.Count; start += Evaluation.Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (batch, _) = held.Slice(start, Math.Min(Evaluation.Batch, images.Count - start));
            var output = network.call(batch);
            var classes = (int)output.shape[1];
            var scores = output.cpu().data<float>().ToArray();
            for (var i = 0; i < scores.Length / classes; i++)
            {
                predictions.Add(Prediction.Of(
                    start + i, images.Labels.Span[start + i], scores.AsSpan(i * classes, classes)));
            }
        }

        return predictions.MoveToImmutable();
    }

    /// <summary>Share of images answered rightly, 0 to 1.</summary>
    public double Accuracy(ImageSet images, CancellationToken cancellation) =>
        Predict(images, cancellation).Count(p => p.IsRight) / (double)images.Count;

    /// <summary>Images on the device, as the trainer feeds them.</summary>
    public DeviceImages Hold(ImageSet images) => new(images, device, normalise);
}
