using System.Diagnostics;
using ActorSearch.Training.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Trials;

/// <summary>Measures a network on images, in evaluation: it draws nothing and changes nothing but the network's mode.</summary>
/// <param name="network">The network.</param>
/// <param name="lossOf">Mean loss [] of answers [n, classes] and labels [n].</param>
/// <param name="cancellation">Ends a measurement.</param>
internal sealed class Evaluation(Sequential network, Func<Tensor, Tensor, Tensor> lossOf, CancellationToken cancellation)
{
    /// <summary>Images of a step. Part of the result's rounding: it never changes with the machine.</summary>
    internal const int Batch = 250;

    /// <summary>Wall time of all measurements so far.</summary>
    public TimeSpan Spent { get; private set; }

    /// <summary>Mean loss, in nats, and share of images answered rightly. The network is left in evaluation.</summary>
    public (double Loss, double Accuracy) Measure(DeviceImages images)
    {
        // On a GPU too: the figures are read back in the end, which waits for what was asked of it.
        var started = Stopwatch.GetTimestamp();
        var measured = MeasureUntimed(images);
        Spent += Stopwatch.GetElapsedTime(started);
        return measured;
    }

    private (double Loss, double Accuracy) MeasureUntimed(DeviceImages images)
    {
        network.eval();
        using var noGradient = no_grad();
        using var log = new StepLog((int)((images.Count + Batch - 1) / Batch), images.Device);
        for (long start = 0; start < images.Count; start += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (batch, labels) = images.Slice(start, Math.Min(Batch, images.Count - start));
            var answers = network.call(batch);
            log.Record(lossOf(answers, labels), answers, labels);
        }

        return log.Summarise();
    }
}
