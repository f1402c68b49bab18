using System.Collections.Immutable;
using ActorSearch.Core.Space;

namespace ActorSearch.Core.Networks;

/// <summary>
/// Adds layers one after another and keeps count of the shape between them. The first that does not fit ends it:
/// <see cref="Reason"/> then says why, and whatever is added after it is left out.
/// </summary>
internal sealed class PlanBuilder
{
    /// <summary>A feature map of more values than this cannot be flattened, and the sums of its costs would overflow.</summary>
    private const long MaxFeatures = int.MaxValue;

    private readonly ImmutableArray<LayerPlan>.Builder _layers = ImmutableArray.CreateBuilder<LayerPlan>();
    private readonly string _prefix;

    /// <summary>Begins with what goes in.</summary>
    /// <param name="input">Its size.</param>
    /// <param name="style">What the layers have in common.</param>
    /// <param name="prefix">What stands before the names of layers: empty, or a block's name and a dot.</param>
    public PlanBuilder(ImageShape input, LayerStyle style, string prefix = "")
    {
        Shape = input;
        Style = style;
        _prefix = prefix;
    }

    /// <summary>Size of what the last layer puts out.</summary>
    public ImageShape Shape { get; private set; }

    /// <summary>What the layers have in common.</summary>
    public LayerStyle Style { get; }

    /// <summary>One line that names the layer which does not fit, or null.</summary>
    public string? Reason { get; private set; }

    /// <summary>The layers so far.</summary>
    public ImmutableArray<LayerPlan> Layers => _layers.ToImmutable();

    /// <summary>Ends it, for what is wrong with a layer.</summary>
    public void Reject(string layer, string reason) => Reason ??= $"{_prefix}{layer}: {reason}";

    /// <summary>Ends it, for what is wrong with the configuration as a whole.</summary>
    public void Reject(string reason) => Reason ??= reason;

    /// <summary>Brings images to a square of <paramref name="side"/>, unless they are one.</summary>
    public void Resize(string name, int side)
    {
        var output = new ImageShape(Shape.Channels, side, side);
        if (output != Shape && Fits(name, output))
        {
            Add(new LayerPlan.Resize(_prefix + name, output));
        }
    }

    /// <summary>Adds a convolution whose padding is said as in an experiment file.</summary>
    /// <param name="padding"><c>same</c>, <c>valid</c> or a number of zeros.</param>
    /// <param name="kernelKey">The key that <paramref name="kernel"/> comes from.</param>
    public void Convolution(
        string name, int channels, int kernel, int stride, ParameterValue padding, string kernelKey = ParameterNames.KernelSize)
    {
        switch (padding)
        {
            case ParameterValue.Integer zeros:
                Convolution(name, channels, kernel, stride, (int)zeros.Value);
                break;
            case ParameterValue.Word { Value: "valid" }:
                Convolution(name, channels, kernel, stride, padding: 0);
                break;
            case var _ when kernel % 2 == 1:
                Convolution(name, channels, kernel, stride, kernel / 2);
                break;
            default:
                Reject(name, $"padding same needs an odd {kernelKey}, not {kernel}");
                break;
        }
    }

    /// <summary>Adds a convolution.</summary>
    public void Convolution(string name, int channels, int kernel, int stride, int padding, bool hasBias = true)
    {
        if (Reason is not null)
        {
            return;
        }

        if (Shape.Height + (2 * padding) < kernel || Shape.Width + (2 * padding) < kernel)
        {
            Reject(name, $"kernel {kernel}x{kernel} does not fit its input of {Shape.Height}x{Shape.Width} with padding {padding}");
            return;
        }

        var output = Windows(channels, kernel, stride, padding);
        var convolution = new LayerPlan.Convolution(
            _prefix + name, Shape, output, kernel, stride, padding, hasBias, Style.Convolution);
        if (convolution.UnfoldedElements > MaxFeatures)
        {
            Reject(name, $"{Style.Convolution} unfolds its input into {convolution.UnfoldedElements} values an image; at most {MaxFeatures} can be trained");
        }

        if (Fits(name, output))
        {
            Add(convolution);
        }
    }

    /// <summary>Adds batch normalisation, if the network has any.</summary>
    public void Normalise(string name)
    {
        if (Style.BatchNorm)
        {
            Add(new LayerPlan.BatchNormalisation(_prefix + name, Shape));
        }
    }

    /// <summary>Adds the nonlinearity.</summary>
    public void Activate(string name) => Add(new LayerPlan.Activation(_prefix + name, Shape, Style.Activation));

    /// <summary>Halves the sides by pooling.</summary>
    /// <param name="kind"><c>max</c>, <c>avg</c>, or <c>none</c> for no layer at all.</param>
    public void Halve(string name, string kind)
    {
        if (kind != "none")
        {
            Pool(name, kind, side: 2, stride: 2, padding: 0);
        }
    }

    /// <summary>Adds pooling over squares.</summary>
    public void Pool(string name, string kind, int side, int stride, int padding)
    {
        if (Shape.Height + (2 * padding) < side || Shape.Width + (2 * padding) < side)
        {
            var padded = padding == 0 ? string.Empty : $" with padding {padding}";
            Reject(name, $"{side}x{side} pooling does not fit its input of {Shape.Height}x{Shape.Width}{padded}");
            return;
        }

        Add(new LayerPlan.Pooling(_prefix + name, Windows(Shape.Channels, side, stride, padding), kind, side, stride, padding));
    }

    /// <summary>Averages each channel.</summary>
    public void PoolGlobally(string name) =>
        Add(new LayerPlan.GlobalPooling(_prefix + name, new ImageShape(Shape.Channels, 1, 1)));

    /// <summary>Adds dropout, if its rate is any.</summary>
    public void DropOut(string name, double rate, bool wholeChannels = false)
    {
        if (rate > 0)
        {
            Add(new LayerPlan.Dropout(_prefix + name, Shape, rate, wholeChannels));
        }
    }

    /// <summary>Makes one row of features.</summary>
    public void Flatten(string name)
    {
        if (Reason is null)
        {
            Add(new LayerPlan.Flatten(_prefix + name, new ImageShape((int)Shape.Elements, 1, 1)));
        }
    }

    /// <summary>Adds a linear layer after <see cref="Flatten"/>.</summary>
    public void Linear(string name, int features) =>
        Add(new LayerPlan.Linear(_prefix + name, Shape.Channels, new ImageShape(features, 1, 1)));

    /// <summary>Makes logarithms of probabilities.</summary>
    public void LogSoftmax(string name) => Add(new LayerPlan.LogSoftmax(_prefix + name, Shape));

    /// <summary>Adds a block that sums two ways.</summary>
    /// <param name="name">Its name, which its layers' names begin with.</param>
    /// <param name="body">Adds the layers of the one way.</param>
    /// <param name="shortcut">Adds those of the other; null adds the block's input itself.</param>
    public void Residual(string name, Action<PlanBuilder> body, Action<PlanBuilder>? shortcut = null)
    {
        if (Reason is not null)
        {
            return;
        }

        var through = new PlanBuilder(Shape, Style, $"{_prefix}{name}.");
        var around = new PlanBuilder(Shape, Style, $"{_prefix}{name}.");
        body(through);
        shortcut?.Invoke(around);
        if ((through.Reason ?? around.Reason) is { } reason)
        {
            Reject(reason);
        }
        else if (through.Shape != around.Shape)
        {
            Reject(name, $"its body ends in {through.Shape} and its shortcut in {around.Shape}, which have no sum");
        }

        Add(new LayerPlan.Residual(_prefix + name, Shape, through.Shape, through.Layers, around.Layers));
    }

    /// <summary>Sides of what comes out of windows that move over the padded input.</summary>
    private ImageShape Windows(int channels, int side, int stride, int padding) => new(
        channels, Positions(Shape.Height, side, stride, padding), Positions(Shape.Width, side, stride, padding));

    private static int Positions(int side, int window, int stride, int padding) => ((side + (2 * padding) - window) / stride) + 1;

    private bool Fits(string name, ImageShape output)
    {
        if (output.Elements > MaxFeatures)
        {
            Reject(name, $"its output of {output} has {output.Elements} values an image; at most {MaxFeatures} can be trained");
        }

        return Reason is null;
    }

    private void Add(LayerPlan layer)
    {
        if (Reason is null)
        {
            _layers.Add(layer);
            Shape = layer.Output;
        }
    }
}
