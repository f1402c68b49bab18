using System.Collections.Immutable;
using ActorSearch.Core.Space;

namespace ActorSearch.Core.Networks.Architectures;

/// <summary>
/// Groups of 3x3 convolutions that keep their sides, each group pooled: <c>vgg16</c>, configuration D of Simonyan and
/// Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, 2015; and <c>vgg-small</c>, two groups of two.
/// </summary>
internal static class Vgg
{
    private static readonly ImmutableArray<ImmutableArray<long>> ConfigurationD =
        [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]];

    private const int KernelSide = 3;

    private static readonly ParameterValue Same = new ParameterValue.Word("same");

    public static void LayOut(PlanBuilder network, TrialConfig config)
    {
        var groups = ConfigurationD;
        var kernel = KernelSide;
        if (config.GetWord(ParameterNames.Architecture) == ParameterNames.VggSmall)
        {
            var channels = config.GetIntegers(ParameterNames.Channels);
            if (!ChannelCounts.Suffice(network, config))
            {
                return;
            }

            groups = [channels[..2], channels[2..4]];
            kernel = (int)config.GetInteger(ParameterNames.KernelSize);
        }

        var number = 0;
        for (var group = 0; group < groups.Length; group++)
        {
            foreach (var channels in groups[group])
            {
                number++;
                network.Convolution($"conv{number}", (int)channels, kernel, stride: 1, Same);
                network.Normalise($"norm{number}");
                network.Activate($"{network.Style.Activation}{number}");
            }

            network.Halve($"pool{group + 1}", config.GetWord(ParameterNames.Pooling));
        }
    }
}
