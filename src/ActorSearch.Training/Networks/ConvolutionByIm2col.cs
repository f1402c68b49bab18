using ActorSearch.Core.Networks;
using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>
/// A convolution as one matrix product: every window becomes a column, [N, in * kernel^2, positions], and the kernels, one
/// to a row, are multiplied with all of them (Chellapilla, Puri and Simard, High Performance Convolutional Neural Networks
/// for Document Processing, 2006).
/// </summary>
internal sealed class ConvolutionByIm2col(LayerPlan.Convolution plan) : ConvolutionByHand(nameof(ConvolutionByIm2col), plan)
{
    public override Tensor forward(Tensor input)
    {
        using var columns = nn.functional.unfold(input, Plan.Kernel, 1, Plan.Padding, Plan.Stride);
        using var kernels = weight.flatten(1);
        using var sums = kernels.matmul(columns);
        return AsImages(sums);
    }
}
