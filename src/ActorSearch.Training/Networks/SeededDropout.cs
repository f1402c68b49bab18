using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>
/// Dropout (Srivastava et al. 2014) whose draws come from a generator of the trial's own: libtorch's own dropout draws
/// from one that all trials of the process share. What is kept is scaled by 1 / (1 - rate), so evaluation changes nothing.
/// </summary>
internal sealed class SeededDropout(double rate, Generator generator) : nn.Module<Tensor, Tensor>(nameof(SeededDropout))
{
    public override Tensor forward(Tensor input)
    {
        if (!training)
        {
            return input.alias();
        }

        // Drawn where the generator is, which need not be where the input is.
        using var drawn = empty_like(input, device: generator.device).bernoulli_(1 - rate, generator).div_(1 - rate);
        using var mask = drawn.to(input.device);
        return input * mask;
    }
}
