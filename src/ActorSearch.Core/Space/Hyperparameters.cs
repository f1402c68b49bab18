using System.Collections.Frozen;
using System.Collections.Immutable;
using static ActorSearch.Core.Space.ParameterKind;
using static ActorSearch.Core.Space.ParameterNames;

namespace ActorSearch.Core.Space;

/// <summary>Every key that a trial's configuration may hold, in the order in which people think of them.</summary>
public static class Hyperparameters
{
    /// <summary>Layers of a conv-stack that states neither <c>layers</c> nor a list of <c>channels</c>.</summary>
    public const int DefaultLayers = 2;

    /// <summary>Output channels of LeNet-5's two convolutions (LeCun, Bottou, Bengio and Haffner 1998).</summary>
    public static readonly ImmutableArray<long> LenetChannels = [6, 16];

    private static readonly ImmutableArray<long> LenetHidden = [120, 84];

    /// <summary>All hyperparameters. A default may look only at keys that stand before its own.</summary>
    public static readonly ImmutableArray<Hyperparameter> All =
    [
        new(Architecture, ParameterSection.Model, new OneOf([ConvStack, Lenet]),
            "The family of networks", Always(new ParameterValue.Word(ConvStack)), Everywhere),
        new(Channels, ParameterSection.Model, new WholeNumbers(1, 4096, MayBeEmpty: false, OrOne: true),
            "Output channels of each convolution, first to last; one number for all alike",
            c => new ParameterValue.Integers(IsLenet(c) ? LenetChannels : DefaultChannels(StatedLayers(c))), Everywhere),
        new(Layers, ParameterSection.Model, new WholeNumber(1, WholeNumbers.MaxLength),
            "Number of convolution layers", c => new ParameterValue.Integer(StatedChannels(c) ?? DefaultLayers), c => !IsLenet(c)),
        new(KernelSize, ParameterSection.Model, new WholeNumber(1, 63),
            "Side of the square convolution kernels", c => new ParameterValue.Integer(IsLenet(c) ? 5 : 3), Everywhere),
        new(Stride, ParameterSection.Model, new WholeNumber(1, 16),
            "Step of the convolution kernels", Always(new ParameterValue.Integer(1)), Everywhere),
        new(Padding, ParameterSection.Model, new WordOrNumber(["same", "valid"], 0, 64),
            "Zeros around the image; lenet pads its first convolution alone unless told otherwise",
            c => IsLenet(c) ? null : new ParameterValue.Word("same"), Everywhere),
        new(Pooling, ParameterSection.Model, new OneOf(["max", "avg", "none"]),
            "2x2 pooling after each convolution", Always(new ParameterValue.Word("max")), Everywhere),
        new(Activation, ParameterSection.Model, new OneOf(["relu", "sigmoid", "tanh", "leaky_relu", "elu", "gelu", "silu"]),
            "Nonlinearity after each layer but the last", Always(new ParameterValue.Word("relu")), Everywhere),
        new(BatchNorm, ParameterSection.Model, new Switch(),
            "Batch normalisation after each convolution", Always(new ParameterValue.Flag(false)), Everywhere),
        new(Dropout, ParameterSection.Model, new RealNumber(0, 1, MaxOpen: true),
            "Share of features dropped before each linear layer in training", Always(new ParameterValue.Real(0)), Everywhere),
        new(Hidden, ParameterSection.Model, new WholeNumbers(1, 65536, MayBeEmpty: true, OrOne: false),
            "Widths of the linear layers before the last", c => new ParameterValue.Integers(IsLenet(c) ? LenetHidden : []), Everywhere),

        new(Epochs, ParameterSection.Training, new WholeNumber(1, 100_000),
            "Passes over the training images", Always(new ParameterValue.Integer(5)), Everywhere),
        new(BatchSize, ParameterSection.Training, new WholeNumber(1, 1_000_000),
            "Images a step", Always(new ParameterValue.Integer(64)), Everywhere),
        new(Optimizer, ParameterSection.Training, new OneOf(["sgd", "momentum", "adam", "adamw"]),
            "Rule of the steps", Always(new ParameterValue.Word("adam")), Everywhere),
        new(LearningRate, ParameterSection.Training, new RealNumber(0, 1000, MinOpen: true),
            "Size of the steps", Always(new ParameterValue.Real(0.001)), Everywhere),
        new(Momentum, ParameterSection.Training, new RealNumber(0, 1, MaxOpen: true),
            "Share of the last step kept, for optimizer momentum",
            Always(new ParameterValue.Real(0.9)), c => OptimizerOf(c) == "momentum"),
        new(WeightDecay, ParameterSection.Training, new RealNumber(0, 1000),
            "Pull of the weights towards zero: decoupled for adamw (0.01 unless told otherwise), as an L2 term for the others (0)",
            c => new ParameterValue.Real(OptimizerOf(c) == "adamw" ? 0.01 : 0), Everywhere),
    ];

    private static readonly FrozenDictionary<string, Hyperparameter> ByName =
        All.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>The hyperparameter of a name, or null.</summary>
    public static Hyperparameter? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>16, 32, then 64 for every further layer.</summary>
    internal static ImmutableArray<long> DefaultChannels(int layers) =>
        [.. Enumerable.Range(0, layers).Select(i => Math.Min(16L << Math.Min(i, 2), 64L))];

    private static bool IsLenet(TrialConfig config) => config.Find(Architecture) is ParameterValue.Word { Value: Lenet };

    private static string OptimizerOf(TrialConfig config) =>
        config.Find(Optimizer) is ParameterValue.Word word ? word.Value : "adam";

    private static int StatedLayers(TrialConfig config) =>
        config.Find(Layers) is ParameterValue.Integer layers ? (int)layers.Value : DefaultLayers;

    private static int? StatedChannels(TrialConfig config) =>
        config.Find(Channels) is ParameterValue.Integers list ? list.Values.Length : null;

    private static Func<TrialConfig, ParameterValue?> Always(ParameterValue value) => _ => value;

    private static bool Everywhere(TrialConfig config) => true;
}
