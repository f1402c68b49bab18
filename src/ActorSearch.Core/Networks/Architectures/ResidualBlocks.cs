namespace ActorSearch.Core.Networks.Architectures;

/// <summary>
/// The block that residual networks repeat: two 3x3 convolutions around which the block's input is carried, and an
/// activation after the sum (He, Zhang, Ren and Sun, Deep Residual Learning for Image Recognition, 2016, figure 2).
/// </summary>
internal static class ResidualBlocks
{
    private const int KernelSide = 3;

    /// <summary>Adds one.</summary>
    /// <param name="network">What it is added to.</param>
    /// <param name="number">The block's number, from 1.</param>
    /// <param name="channels">Channels that both convolutions put out.</param>
    /// <param name="stride">Step of the first convolution.</param>
    /// <param name="hasBias">Whether its convolutions have one.</param>
    public static void Add(PlanBuilder network, int number, int channels, int stride, bool hasBias)
    {
        // Where the sizes differ a 1x1 convolution makes them alike: the paper's option B.
        var isProjected = stride != 1 || channels != network.Shape.Channels;
        network.Residual($"block{number}", Body, isProjected ? Shortcut : null);
        network.Activate($"block{number}-{network.Style.Activation}");

        void Body(PlanBuilder block)
        {
            block.Convolution("conv1", channels, KernelSide, stride, padding: 1, hasBias);
            block.Normalise("norm1");
            block.Activate($"{block.Style.Activation}1");
            block.Convolution("conv2", channels, KernelSide, stride: 1, padding: 1, hasBias);
            block.Normalise("norm2");
        }

        void Shortcut(PlanBuilder block)
        {
            block.Convolution("shortcut", channels, kernel: 1, stride, padding: 0, hasBias);
            block.Normalise("shortcut-norm");
        }
    }
}
