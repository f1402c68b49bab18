using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>Builds the network of a plan, layer by layer, so that what is trained is what the table shows.</summary>
internal sealed class NetworkBuilder
{
    private readonly Generator _weights;
    private readonly Generator _dropout;
    private readonly string _init;

    private NetworkBuilder(Generator weights, Generator dropout, string init)
    {
        _weights = weights;
        _dropout = dropout;
        _init = init;
    }

    /// <summary>
    /// Builds a network with first weights on the processor. A parameter's name is its row's of the table and what it is:
    /// <c>conv1.weight</c>, <c>block1.conv1.bias</c>.
    /// </summary>
    /// <param name="plan">The layers.</param>
    /// <param name="weights">The generator of the first weights, on the processor, so that all devices begin alike.</param>
    /// <param name="dropout">The generator of dropout, best on the device of training.</param>
    /// <param name="init">How first weights are drawn: <c>default</c>, <c>xavier</c> or <c>kaiming</c>.</param>
    public static Sequential Build(
        NetworkPlan plan, Generator weights, Generator dropout, string init = WeightInitialisation.Default) =>
        nn.Sequential(new NetworkBuilder(weights, dropout, init).Way(plan.Layers, prefix: string.Empty));

    /// <summary>
    /// Puts max pooling before an activation that never falls: the largest of the activations is the activation of the
    /// largest, and a quarter of them need computing. That holds for windows that overlap, and for padding too, since
    /// libtorch pads maxima with minus infinity and leaves no window without a value.
    /// </summary>
    internal static IEnumerable<LayerPlan> InOrderOfComputation(ImmutableArray<LayerPlan> layers)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            if (i + 1 < layers.Length
                && layers[i] is LayerPlan.Activation { Function: "relu" or "leaky_relu" or "elu" or "sigmoid" or "tanh" }
                && layers[i + 1] is LayerPlan.Pooling { Kind: "max" })
            {
                yield return layers[i + 1];
                yield return layers[i++];
            }
            else
            {
                yield return layers[i];
            }
        }
    }

    /// <summary>The modules of layers after one another, by their names less the prefix.</summary>
    private (string Name, nn.Module<Tensor, Tensor> Module)[] Way(ImmutableArray<LayerPlan> layers, string prefix)
    {
        var ordered = InOrderOfComputation(layers).ToArray();
        return [.. ordered.Select((layer, i) => (NameWithin(layer), Build(layer, i + 1 < ordered.Length ? ordered[i + 1] : null)))];

        string NameWithin(LayerPlan layer) => layer.Name.StartsWith(prefix, StringComparison.Ordinal)
            ? layer.Name[prefix.Length..]
            : throw new InvalidOperationException($"layer {layer.Name}: its name does not begin with its block's, {prefix}");
    }

    private nn.Module<Tensor, Tensor> Build(LayerPlan layer, LayerPlan? next) => layer switch
    {
        LayerPlan.Convolution l => Convolution(l, next),
        LayerPlan.Linear l => Linear(l),
        LayerPlan.BatchNormalisation l => nn.BatchNorm2d(l.Output.Channels),
        LayerPlan.Activation l => Activation(l.Function),
        LayerPlan.Pooling { Kind: "max" } l => nn.MaxPool2d(l.Side, l.Stride, l.Padding),
        LayerPlan.Pooling { Kind: "avg" } l => nn.AvgPool2d(l.Side, l.Stride, l.Padding),
        LayerPlan.GlobalPooling => nn.AdaptiveAvgPool2d(1),
        LayerPlan.Resize l => new ResizedImages(l.Output.Height, l.Output.Width),
        LayerPlan.Dropout l => new SeededDropout(l.Rate, _dropout, l.WholeChannels),
        LayerPlan.Residual l => new ResidualBlock(Way(l.Body, $"{l.Name}."), Way(l.Shortcut, $"{l.Name}.")),
        LayerPlan.Flatten => nn.Flatten(),
        LayerPlan.LogSoftmax => nn.LogSoftmax(1),
        _ => throw new InvalidOperationException($"layer {layer.Name}: no module for {layer.Description}"),
    };

    private nn.Module<Tensor, Tensor> Convolution(LayerPlan.Convolution layer, LayerPlan? next)
    {
        var (convolution, weight, bias) = layer.Method switch
        {
            "native" => Native(layer),
            "im2col" => ByHand(new ConvolutionByIm2col(layer)),
            "loops" => ByHand(new ConvolutionByLoops(layer)),
            _ => throw new InvalidOperationException($"layer {layer.Name}: no convolution is called {layer.Method}"),
        };
        WeightInitialisation.Draw(weight, bias, _init, _weights);

        // Batch norm takes every bias off again, so that its gradient is zero. Computed it is rounding, which Adam
        // blows up to whole steps, and they differ from one machine to the next.
        if (bias is not null)
        {
            bias.requires_grad = next is not LayerPlan.BatchNormalisation;
        }

        return convolution;
    }

    private static (nn.Module<Tensor, Tensor> Module, Tensor Weight, Tensor? Bias) Native(LayerPlan.Convolution layer)
    {
        var module = nn.Conv2d(
            layer.Input.Channels, layer.Output.Channels, layer.Kernel, stride: layer.Stride, padding: layer.Padding, bias: layer.HasBias);
        return (module, module.weight!, module.bias);
    }

    private static (nn.Module<Tensor, Tensor> Module, Tensor Weight, Tensor? Bias) ByHand(ConvolutionByHand module) =>
        (module, module.Weight, module.Bias);

    private Linear Linear(LayerPlan.Linear layer)
    {
        var linear = nn.Linear(layer.Inputs, layer.Output.Channels);
        WeightInitialisation.Draw(linear.weight!, linear.bias, _init, _weights);
        return linear;
    }

    private static nn.Module<Tensor, Tensor> Activation(string function) => function switch
    {
        "relu" => nn.ReLU(),
        "sigmoid" => nn.Sigmoid(),
        "tanh" => nn.Tanh(),
        "leaky_relu" => nn.LeakyReLU(),
        "elu" => nn.ELU(),
        "gelu" => nn.GELU(),
        "silu" => nn.SiLU(),
        _ => throw new InvalidOperationException($"no module for activation {function}"),
    };
}
