using ActorSearch.Core.Networks;
using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>
/// A convolution by its definition: for every row and column of the output, the window of the padded images is multiplied
/// with every kernel and summed. The definition's other four loops (images, channels, the window's rows and columns) are
/// one matrix product [N, in * kernel^2] x [in * kernel^2, out] at each position.
/// </summary>
internal sealed class ConvolutionByLoops(LayerPlan.Convolution plan) : ConvolutionByHand(nameof(ConvolutionByLoops), plan)
{
    public override Tensor forward(Tensor input)
    {
        var sums = new Tensor[Plan.Output.Height * Plan.Output.Width];
        using var padded = nn.functional.pad(input, [Plan.Padding, Plan.Padding, Plan.Padding, Plan.Padding]);
        using var kernels = weight.flatten(1);
        using var columns = kernels.t();
        var position = 0;
        for (var row = 0; row < Plan.Output.Height; row++)
        {
            // Rows first, then columns: the gradient of a window then fills a strip of the images with zeros, not all of them.
            using var strip = padded.narrow(2, row * Plan.Stride, Plan.Kernel);
            for (var column = 0; column < Plan.Output.Width; column++)
            {
                using var window = strip.narrow(3, column * Plan.Stride, Plan.Kernel);
                using var values = window.flatten(1);
                sums[position++] = values.mm(columns);
            }
        }

        using var together = stack(sums, dim: 2);
        foreach (var sum in sums)
        {
            sum.Dispose();
        }

        return AsImages(together);
    }
}
