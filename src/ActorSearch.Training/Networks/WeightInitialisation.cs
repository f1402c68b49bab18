using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>
/// First weights of convolutions and linear layers, drawn from a trial's own generator; batch norm starts as the identity.
/// </summary>
internal static class WeightInitialisation
{
    /// <summary>PyTorch's own: weights and biases evenly from -1/sqrt(fan in) to 1/sqrt(fan in).</summary>
    public const string Default = "default";

    /// <summary>Draws weights [out, in, ...] and biases [out].</summary>
    /// <param name="weight">Filled in place.</param>
    /// <param name="bias">Filled in place; null where there is none.</param>
    /// <param name="init">
    /// <c>default</c>; <c>xavier</c>: weights evenly within sqrt(6 / (fan in + fan out)) of zero (Glorot and Bengio 2010);
    /// <c>kaiming</c>: normal weights of deviation sqrt(2 / fan in) (He, Zhang, Ren and Sun 2015). Both have zero biases.
    /// </param>
    /// <param name="generator">Where the draws come from.</param>
    public static void Draw(Tensor weight, Tensor? bias, string init, Generator generator)
    {
        var fanIn = weight.numel() / weight.shape[0];
        var fanOut = weight.numel() / weight.shape[1];
        using (no_grad())
        {
            switch (init)
            {
                case Default:
                    var bound = 1 / Math.Sqrt(fanIn);
                    weight.uniform_(-bound, bound, generator);
                    bias?.uniform_(-bound, bound, generator);
                    break;
                case "xavier":
                    var reach = Math.Sqrt(6.0 / (fanIn + fanOut));
                    weight.uniform_(-reach, reach, generator);
                    bias?.zero_();
                    break;
                case "kaiming":
                    weight.normal_(0, Math.Sqrt(2.0 / fanIn), generator);
                    bias?.zero_();
                    break;
                default:
                    throw new InvalidOperationException($"no first weights are called {init}");
            }
        }
    }
}
