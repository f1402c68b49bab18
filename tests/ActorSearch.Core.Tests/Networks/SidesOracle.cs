using ActorSearch.Core.Space;

namespace ActorSearch.Core.Tests.Networks;

/// <summary>Finds the layer that does not fit by following nothing but the side of square images, counting positions one by one.</summary>
internal static class SidesOracle
{
    /// <summary>Name of the first layer that does not fit, or null.</summary>
    public static string? FirstThatDoesNotFit(TrialConfig config, int side)
    {
        if (config.Get("input_size") is ParameterValue.Integer input)
        {
            side = (int)input.Value;
        }

        var architecture = config.GetWord("architecture");
        var pools = (config.Get("pooling") as ParameterValue.Word)?.Value != "none";
        switch (architecture)
        {
            case "resnet18":
                return null;
            case "vgg16":
                return pools ? FirstVanishingPool(side, groups: 5) : HasTooManyParameters(config, side) ? "hidden1" : null;
            case "vgg-small":
                return config.GetInteger("kernel_size") % 2 == 0 ? "conv1" : pools ? FirstVanishingPool(side, groups: 2) : null;
        }

        var kernel = (int)config.GetInteger("kernel_size");
        var depth = architecture == "conv-stack" ? config.GetIntegers("channels").Length : 2;
        for (var layer = 1; layer <= depth; layer++)
        {
            var own = layer == 1 && config.Find("first_kernel_size") is ParameterValue.Integer first ? (int)first.Value : kernel;
            var padding = config.Get("padding") switch
            {
                ParameterValue.Integer zeros => (int)zeros.Value,
                ParameterValue.Word { Value: "valid" } => 0,
                ParameterValue.Word => own % 2 == 0 ? -1 : own / 2,
                _ => layer == 1 && own % 2 == 1 ? own / 2 : 0,
            };
            side = padding < 0 ? 0 : Positions(side, own, architecture == "resnet-small" ? 1 : (int)config.GetInteger("stride"), padding);
            if (side == 0)
            {
                return $"conv{layer}";
            }

            side = pools ? Positions(side, 2, 2, 0) : side;
            if (side == 0)
            {
                return $"pool{layer}";
            }
        }

        return null;
    }

    /// <summary>Number of places that a window can take over the padded side.</summary>
    public static int Positions(int side, int window, int stride, int padding)
    {
        var count = 0;
        for (var at = -padding; at + window <= side + padding; at += stride)
        {
            count++;
        }

        return count;
    }

    /// <summary>Whether 512 feature maps that were never pooled are too much for the first linear layer.</summary>
    private static bool HasTooManyParameters(TrialConfig config, int side) =>
        config.GetWord("global_pooling") == "none"
        && config.GetIntegers("hidden") is { IsEmpty: false } hidden
        && 512L * side * side * hidden[0] > 2_000_000_000;

    private static string? FirstVanishingPool(int side, int groups)
    {
        for (var group = 1; group <= groups; group++)
        {
            side /= 2;
            if (side == 0)
            {
                return $"pool{group}";
            }
        }

        return null;
    }
}
