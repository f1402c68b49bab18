using ActorSearch.Core.Space;

namespace ActorSearch.Core.Networks.Architectures;

/// <summary><c>resnet-small</c>: two convolutions, each pooled and followed by a residual block of as many channels.</summary>
internal static class ResnetSmall
{
    public static void LayOut(PlanBuilder network, TrialConfig config)
    {
        if (!ChannelCounts.Suffice(network, config))
        {
            return;
        }

        var kernel = (int)config.GetInteger(ParameterNames.KernelSize);
        var number = 0;
        foreach (var channels in config.GetIntegers(ParameterNames.Channels))
        {
            number++;
            network.Convolution($"conv{number}", (int)channels, kernel, stride: 1, config.Get(ParameterNames.Padding)!);
            network.Normalise($"norm{number}");
            network.Activate($"{network.Style.Activation}{number}");
            network.Halve($"pool{number}", config.GetWord(ParameterNames.Pooling));
            ResidualBlocks.Add(network, number, (int)channels, stride: 1, hasBias: true);
        }
    }
}
