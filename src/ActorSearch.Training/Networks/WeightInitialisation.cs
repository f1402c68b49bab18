using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>
/// First weights, drawn from a trial's own generator. Convolutions and linear layers draw weights and biases evenly
/// from -1/sqrt(fan in) to 1/sqrt(fan in), which is what PyTorch does by default; batch norm starts as the identity.
/// </summary>
internal static class WeightInitialisation
{
    /// <summary>Draws weights [out, in, ...] and biases [out].</summary>
    public static void Draw(Tensor weight, Tensor? bias, Generator generator)
    {
        var fanIn = weight.numel() / weight.shape[0];
        var bound = 1 / Math.Sqrt(fanIn);
        using (no_grad())
        {
            weight.uniform_(-bound, bound, generator);
            bias?.uniform_(-bound, bound, generator);
        }
    }
}
