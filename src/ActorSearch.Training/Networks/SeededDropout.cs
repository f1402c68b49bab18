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

        using var mask = empty_like(input).bernoulli_(1 - rate, generator).div_(1 - rate);
        return input * mask;
    }
}
