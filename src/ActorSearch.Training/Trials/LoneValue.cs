using System.Globalization;
using ActorSearch.Core.Networks;

namespace ActorSearch.Training.Trials;

/// <summary>Batch normalisation of a batch that has one value a channel: of one value there is no variance.</summary>
internal static class LoneValue
{
    /// <summary>Why an epoch cannot be trained, with the layer, or null where it can.</summary>
    /// <param name="network">The network.</param>
    /// <param name="trainImages">Number of training images.</param>
    /// <param name="batchSize">Images a step.</param>
    public static string? Reason(NetworkPlan network, long trainImages, long batchSize) =>
        (trainImages - 1) % batchSize == 0
        && network.AllLayers.OfType<LayerPlan.BatchNormalisation>().FirstOrDefault(l => l.Output is { Height: 1, Width: 1 }) is { } layer
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{layer.Name}: {(batchSize == 1 ? "a batch" : "the last batch of an epoch")} has 1 image, so each channel 1 value, which batch normalisation cannot train on; expected a batch_size that divides {trainImages} training images with a remainder other than 1, or larger images")
            : null;
}
