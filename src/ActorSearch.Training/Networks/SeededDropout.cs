using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>
/// Dropout (Srivastava et al. 2014) whose draws come from a generator of the trial's own: libtorch's own dropout draws
/// from one that all trials of the process share. What is kept is scaled by 1 / (1 - rate), so evaluation changes nothing.
/// </summary>
/// <param name="rate">Share that is dropped.</param>
/// <param name="generator">Where the draws come from.</param>
/// <param name="wholeChannels">
/// Whether a channel of an image [N, C, ...] is dropped as a whole (Tompson et al. 2015), or value by value.
/// </param>
internal sealed class SeededDropout(double rate, Generator generator, bool wholeChannels = false)
    : nn.Module<Tensor, Tensor>(nameof(SeededDropout))
{
    public override Tensor forward(Tensor input)
    {
        if (!training)
        {
            return input.alias();
        }

        // Drawn where the generator is, which need not be where the input is.
        var shape = wholeChannels ? [.. input.shape.Select((side, i) => i < 2 ? side : 1)] : input.shape;
        using var drawn = empty(shape, dtype: input.dtype, device: generator.device).bernoulli_(1 - rate, generator).div_(1 - rate);
        using var mask = drawn.to(input.device);
        return input * mask;
    }
}
