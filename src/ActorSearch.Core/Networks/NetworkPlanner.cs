using ActorSearch.Core.Networks.Architectures;
using ActorSearch.Core.Space;
using static ActorSearch.Core.Networks.NetworkPlanning;

namespace ActorSearch.Core.Networks;

/// <summary>Lays out the network of a configuration for images of a size, or says why it cannot be built.</summary>
public static class NetworkPlanner
{
    /// <summary>More parameters than this is a slip in the file: 4 bytes each, four copies in training, 32 GiB.</summary>
    private const long MaxParameters = 2_000_000_000;

    /// <summary>Plans the network of <paramref name="config"/>.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="input">Size of one image.</param>
    /// <param name="classes">Number of classes.</param>
    public static NetworkPlanning Plan(TrialConfig config, ImageShape input, int classes)
    {
        var network = new PlanBuilder(input, LayerStyle.Of(config));
        if (config.Get(ParameterNames.InputSize) is ParameterValue.Integer side)
        {
            network.Resize("resize", (int)side.Value);
        }

        LayOutFeatures(network, config);
        Classifier.LayOut(network, config, classes);
        if (network.Reason is { } reason)
        {
            return new Rejected(reason);
        }

        var plan = new NetworkPlan(input, classes, network.Layers);
        if (plan.Parameters <= MaxParameters)
        {
            return new Planned(plan);
        }

        var largest = plan.AllLayers.MaxBy(l => l.Parameters)!;
        return new Rejected(
            $"{largest.Name}: with its {largest.Parameters} the network has {plan.Parameters} parameters; at most {MaxParameters} can be trained");
    }

    private static void LayOutFeatures(PlanBuilder network, TrialConfig config)
    {
        switch (config.GetWord(ParameterNames.Architecture))
        {
            case ParameterNames.VggSmall or ParameterNames.Vgg16:
                Vgg.LayOut(network, config);
                break;
            case ParameterNames.ResnetSmall:
                ResnetSmall.LayOut(network, config);
                break;
            case ParameterNames.Resnet18:
                Resnet18.LayOut(network);
                break;
            default:
                ConvolutionStack.LayOut(network, config);
                break;
        }
    }
}
