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

    /// <summary>All hyperparameters. A default may look only at keys that stand before its own.</summary>
    public static readonly ImmutableArray<Hyperparameter> All =
    [
        new(Architecture, ParameterSection.Model, new OneOf([.. Families.All.Select(f => f.Name)]),
            "The family of networks", Always(new ParameterValue.Word(ConvStack)), Everywhere),
        new(Channels, ParameterSection.Model, new WholeNumbers(1, 4096, MayBeEmpty: false, OrOne: true),
            "Output channels of each convolution, first to last; one number for all alike",
            c => new ParameterValue.Integers(Of(c).Channels ?? DefaultChannels(StatedLayers(c))), c => Of(c).Has(Channels)),
        new(Layers, ParameterSection.Model, new WholeNumber(1, WholeNumbers.MaxLength),
            "Number of convolution layers", c => new ParameterValue.Integer(StatedChannels(c) ?? DefaultLayers), c => Of(c).Has(Layers)),
        new(InputSize, ParameterSection.Model, new WholeNumber(1, 1024),
            "Side that images are brought to before the first layer; without it they keep theirs",
            c => Of(c).InputSize is { } side ? new ParameterValue.Integer(side) : null, Everywhere),
        new(KernelSize, ParameterSection.Model, new WholeNumber(1, 63),
            "Side of the square convolution kernels", c => new ParameterValue.Integer(Of(c).KernelSize), c => Of(c).Has(KernelSize)),
        new(FirstKernelSize, ParameterSection.Model, new WholeNumber(1, 63),
            "Side of the first convolution's kernels, where it is to differ from the others'",
            c => c.Find(KernelSize) ?? new ParameterValue.Integer(Of(c).KernelSize), c => Of(c).Has(FirstKernelSize)),
        new(Stride, ParameterSection.Model, new WholeNumber(1, 16),
            "Step of the convolution kernels", Always(new ParameterValue.Integer(1)), c => Of(c).Has(Stride)),
        new(Padding, ParameterSection.Model, new WordOrNumber(["same", "valid"], 0, 64),
            "Zeros around the image; lenet pads its first convolution alone unless told otherwise",
            c => Of(c).Padding is { } word ? new ParameterValue.Word(word) : null, c => Of(c).Has(Padding)),
        new(Pooling, ParameterSection.Model, new OneOf(["max", "avg", "none"]),
            "2x2 pooling after each convolution, or where the architecture pools",
            Always(new ParameterValue.Word("max")), c => Of(c).Has(Pooling)),
        new(GlobalPooling, ParameterSection.Model, new OneOf(["none", "avg"]),
            "Average of each channel before the linear layers, in place of its values",
            Always(new ParameterValue.Word("none")), c => Of(c).Has(GlobalPooling)),
        new(Activation, ParameterSection.Model, new OneOf(["relu", "sigmoid", "tanh", "leaky_relu", "elu", "gelu", "silu"]),
            "Nonlinearity after each layer but the last", Always(new ParameterValue.Word("relu")), Everywhere),
        new(BatchNorm, ParameterSection.Model, new Switch(),
            "Batch normalisation after each convolution", c => new ParameterValue.Flag(Of(c).BatchNorm), Everywhere),
        new(Dropout, ParameterSection.Model, new RealNumber(0, 1, MaxOpen: true),
            "Share of features dropped before each linear layer in training", c => new ParameterValue.Real(Of(c).Dropout), Everywhere),
        new(Hidden, ParameterSection.Model, new WholeNumbers(1, 65536, MayBeEmpty: true, OrOne: false),
            "Widths of the linear layers before the last", c => new ParameterValue.Integers(Of(c).Hidden), Everywhere),
        new(Convolution, ParameterSection.Model, new OneOf(["native", "im2col", "loops"]),
            "How convolutions are computed: by the tensor library, as one matrix product, or position by position",
            Always(new ParameterValue.Word("native")), Everywhere),
        new(Init, ParameterSection.Model, new OneOf(["default", "xavier", "kaiming"]),
            "First weights: PyTorch's, Glorot and Bengio's, or He's", c => new ParameterValue.Word(Of(c).Init), Everywhere),

        new(Epochs, ParameterSection.Training, new WholeNumber(1, 100_000),
            "Passes over the training images", Always(new ParameterValue.Integer(5)), Everywhere),
        new(BatchSize, ParameterSection.Training, new WholeNumber(1, 1_000_000),
            "Images a step", Always(new ParameterValue.Integer(64)), Everywhere),
        new(Loss, ParameterSection.Training, new OneOf(["cross_entropy", "nll"]),
            "What is made small: cross entropy, or negative log likelihood over a log-softmax layer",
            Always(new ParameterValue.Word("cross_entropy")), Everywhere),
        new(Optimizer, ParameterSection.Training, new OneOf(["sgd", "momentum", "adam", "adamw"]),
            "Rule of the steps", Always(new ParameterValue.Word("adam")), Everywhere),
        new(LearningRate, ParameterSection.Training, new RealNumber(0, 1000, MinOpen: true),
            "Size of the steps", Always(new ParameterValue.Real(0.001)), Everywhere),
        new(Schedule, ParameterSection.Training, new OneOf(["constant", "step", "cosine"]),
            "What becomes of the learning rate from epoch to epoch", Always(new ParameterValue.Word("constant")), Everywhere),
        new(ScheduleEpochs, ParameterSection.Training, new WholeNumber(1, 100_000),
            "Epochs from one step of the schedule to the next", Always(new ParameterValue.Integer(10)), c => ScheduleOf(c) == "step"),
        new(ScheduleFactor, ParameterSection.Training, new RealNumber(0, 1, MinOpen: true),
            "What the learning rate is multiplied by at each step of the schedule",
            Always(new ParameterValue.Real(0.1)), c => ScheduleOf(c) == "step"),
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

    /// <summary>The family of networks of a configuration.</summary>
    internal static Family Of(TrialConfig config) =>
        Families.Find(config.Find(Architecture) is ParameterValue.Word word ? word.Value : ConvStack);

    private static string ScheduleOf(TrialConfig config) =>
        config.Find(Schedule) is ParameterValue.Word word ? word.Value : "constant";

    private static string OptimizerOf(TrialConfig config) =>
        config.Find(Optimizer) is ParameterValue.Word word ? word.Value : "adam";

    private static int StatedLayers(TrialConfig config) =>
        config.Find(Layers) is ParameterValue.Integer layers ? (int)layers.Value : DefaultLayers;

    private static int? StatedChannels(TrialConfig config) =>
        config.Find(Channels) is ParameterValue.Integers list ? list.Values.Length : null;

    private static Func<TrialConfig, ParameterValue?> Always(ParameterValue value) => _ => value;

    private static bool Everywhere(TrialConfig config) => true;
}
