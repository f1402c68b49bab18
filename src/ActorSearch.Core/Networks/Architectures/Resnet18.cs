using System.Collections.Immutable;

namespace ActorSearch.Core.Networks.Architectures;

/// <summary>
/// <c>resnet18</c>: the 18-layer network of He, Zhang, Ren and Sun, Deep Residual Learning for Image Recognition, 2016,
/// table 1. Its convolutions have a bias only where no batch normalisation follows.
/// </summary>
internal static class Resnet18
{
    private const int BlocksAStage = 2;

    private static readonly ImmutableArray<int> ChannelsOfStages = [64, 128, 256, 512];

    public static void LayOut(PlanBuilder network)
    {
        var hasBias = !network.Style.BatchNorm;
        network.Convolution("conv1", ChannelsOfStages[0], kernel: 7, stride: 2, padding: 3, hasBias);
        network.Normalise("norm1");
        network.Activate($"{network.Style.Activation}1");
        network.Pool("pool1", "max", side: 3, stride: 2, padding: 1);
        for (var block = 0; block < BlocksAStage * ChannelsOfStages.Length; block++)
        {
            var (stage, within) = Math.DivRem(block, BlocksAStage);
            var stride = stage > 0 && within == 0 ? 2 : 1;
            ResidualBlocks.Add(network, block + 1, ChannelsOfStages[stage], stride, hasBias);
        }

        network.PoolGlobally(Classifier.GlobalPool);
    }
}
