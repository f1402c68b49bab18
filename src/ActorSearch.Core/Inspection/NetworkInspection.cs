using System.Collections.Immutable;

namespace ActorSearch.Core.Inspection;

/// <summary>What a look inside a trained network found.</summary>
/// <param name="Images">Number of test images that were predicted.</param>
/// <param name="Loss">Mean loss over them, in nats.</param>
/// <param name="Confusion">What they were taken for.</param>
/// <param name="Mistakes">The wrong answers of the highest loss, highest first.</param>
/// <param name="Kernels">Kernels of the first convolution; null for a network without one.</param>
/// <param name="Maps">The way of chosen images through the layers.</param>
/// <param name="Robustness">Accuracy on changed images; null where it was not measured.</param>
public sealed record NetworkInspection(
    int Images,
    double Loss,
    ConfusionMatrix Confusion,
    ImmutableArray<Mistake> Mistakes,
    KernelBank? Kernels,
    ImmutableArray<ImageMaps> Maps,
    Robustness? Robustness);
