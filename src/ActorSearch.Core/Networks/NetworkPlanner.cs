using System.Collections.Immutable;
using ActorSearch.Core.Space;
using static ActorSearch.Core.Networks.NetworkPlanning;

namespace ActorSearch.Core.Networks;

/// <summary>Lays out the network of a configuration for images of a size, or says why it cannot be built.</summary>
public static class NetworkPlanner
{
    private const int PoolSide = 2;

    /// <summary>More parameters than this is a slip in the file: 4 bytes each, four copies in training, 32 GiB.</summary>
    private const long MaxParameters = 2_000_000_000;

    /// <summary>A feature map of more values than this cannot be flattened, and the sums of its costs would overflow.</summary>
    private const long MaxFeatures = int.MaxValue;

    /// <summary>Plans the network of <paramref name="config"/>.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="input">Size of one image.</param>
    /// <param name="classes">Number of classes.</param>
    public static NetworkPlanning Plan(TrialConfig config, ImageShape input, int classes)
    {
        var channels = config.GetIntegers(ParameterNames.Channels);
        var isLenet = config.GetWord(ParameterNames.Architecture) == ParameterNames.Lenet;
        var depth = isLenet ? 2 : config.GetInteger(ParameterNames.Layers);
        if (channels.Length < depth)
        {
            return new Rejected($"{depth} layers need {depth} channel counts, but channels lists {channels.Length}");
        }

        var layers = ImmutableArray.CreateBuilder<LayerPlan>();
        var shape = input;
        for (var i = 0; i < depth; i++)
        {
            var padding = PaddingOf(config, layer: i, isLenet);
            if (padding is null)
            {
                return new Rejected(
                    $"conv{i + 1}: padding same needs an odd kernel_size, not {config.GetInteger(ParameterNames.KernelSize)}");
            }

            if (AddBlock(layers, config, i + 1, shape, (int)channels[i], padding.Value) is { } reason)
            {
                return new Rejected(reason);
            }

            shape = layers[^1].Output;
        }

        AddClassifier(layers, config, shape, classes);
        var plan = new NetworkPlan(input, classes, layers.ToImmutable());
        return plan.Parameters > MaxParameters
            ? new Rejected($"the network has {plan.Parameters} parameters; at most {MaxParameters} can be trained")
            : new Planned(plan);
    }

    private static string? AddBlock(
        ImmutableArray<LayerPlan>.Builder layers, TrialConfig config, int number, ImageShape shape, int channels, int padding)
    {
        var kernel = (int)config.GetInteger(ParameterNames.KernelSize);
        var stride = (int)config.GetInteger(ParameterNames.Stride);
        if (shape.Height + (2 * padding) < kernel || shape.Width + (2 * padding) < kernel)
        {
            return $"conv{number}: kernel {kernel}x{kernel} does not fit its input of {shape.Height}x{shape.Width} "
                + $"with padding {padding}";
        }

        var convolved = new ImageShape(channels, Side(shape.Height, kernel, stride, padding), Side(shape.Width, kernel, stride, padding));
        if (convolved.Elements > MaxFeatures)
        {
            return $"conv{number}: its output of {convolved} has {convolved.Elements} values an image; at most {MaxFeatures} can be trained";
        }

        layers.Add(new LayerPlan.Convolution($"conv{number}", shape, convolved, kernel, stride, padding));
        if (config.GetFlag(ParameterNames.BatchNorm))
        {
            layers.Add(new LayerPlan.BatchNormalisation($"norm{number}", convolved));
        }

        var activation = config.GetWord(ParameterNames.Activation);
        layers.Add(new LayerPlan.Activation($"{activation}{number}", convolved, activation));

        var pooling = config.GetWord(ParameterNames.Pooling);
        if (pooling == "none")
        {
            return null;
        }

        if (convolved.Height < PoolSide || convolved.Width < PoolSide)
        {
            return $"pool{number}: {PoolSide}x{PoolSide} pooling does not fit its input of {convolved.Height}x{convolved.Width}";
        }

        var pooled = new ImageShape(channels, convolved.Height / PoolSide, convolved.Width / PoolSide);
        layers.Add(new LayerPlan.Pooling($"pool{number}", pooled, pooling, PoolSide, PoolSide));
        return null;
    }

    private static void AddClassifier(
        ImmutableArray<LayerPlan>.Builder layers, TrialConfig config, ImageShape shape, int classes)
    {
        var features = new ImageShape((int)shape.Elements, 1, 1);
        layers.Add(new LayerPlan.Flatten("flatten", features));
        var activation = config.GetWord(ParameterNames.Activation);
        var dropout = config.GetReal(ParameterNames.Dropout);
        var hidden = config.GetIntegers(ParameterNames.Hidden);
        for (var i = 0; i <= hidden.Length; i++)
        {
            if (dropout > 0)
            {
                layers.Add(new LayerPlan.Dropout($"dropout{i + 1}", features, dropout));
            }

            var isLast = i == hidden.Length;
            var output = new ImageShape(isLast ? classes : (int)hidden[i], 1, 1);
            layers.Add(new LayerPlan.Linear(isLast ? "output" : $"hidden{i + 1}", features.Channels, output));
            if (!isLast)
            {
                layers.Add(new LayerPlan.Activation($"hidden{i + 1}-{activation}", output, activation));
            }

            features = output;
        }
    }

    /// <summary>Zeros on each side of a convolution's input; null where <c>same</c> has no symmetric answer.</summary>
    private static int? PaddingOf(TrialConfig config, int layer, bool isLenet)
    {
        var kernel = (int)config.GetInteger(ParameterNames.KernelSize);

        // LeNet-5 was drawn for 32x32 images; padding its first convolution lets 28x28 ones stand in for them.
        var padding = config.Get(ParameterNames.Padding)
            ?? new ParameterValue.Word(isLenet && layer == 0 && kernel % 2 == 1 ? "same" : "valid");
        return padding switch
        {
            ParameterValue.Integer zeros => (int)zeros.Value,
            ParameterValue.Word { Value: "valid" } => 0,
            _ => kernel % 2 == 1 ? kernel / 2 : null,
        };
    }

    private static int Side(int side, int kernel, int stride, int padding) => ((side + (2 * padding) - kernel) / stride) + 1;
}
