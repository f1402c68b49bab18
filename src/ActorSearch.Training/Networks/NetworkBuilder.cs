using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>Builds the network of a plan, layer by layer, so that what is trained is what the table shows.</summary>
internal static class NetworkBuilder
{
    /// <summary>Builds a network with first weights on the processor.</summary>
    /// <param name="plan">The layers.</param>
    /// <param name="weights">The generator of the first weights, on the processor, so that all devices begin alike.</param>
    /// <param name="dropout">The generator of dropout, best on the device of training.</param>
    public static Sequential Build(NetworkPlan plan, Generator weights, Generator dropout)
    {
        var layers = InOrderOfComputation(plan.Layers).ToArray();
        return nn.Sequential([.. layers.Select((layer, i) => (layer.Name, Build(layer, Next(i), weights, dropout)))]);

        LayerPlan? Next(int i) => i + 1 < layers.Length ? layers[i + 1] : null;
    }

    /// <summary>
    /// Puts max pooling before an activation that never falls: the largest of the activations is the activation of the
    /// largest, and a quarter of them need computing.
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

    private static nn.Module<Tensor, Tensor> Build(LayerPlan layer, LayerPlan? next, Generator weights, Generator dropout)
    {
        switch (layer)
        {
            case LayerPlan.Convolution l:
                var convolution = nn.Conv2d(l.Input.Channels, l.Output.Channels, l.Kernel, stride: l.Stride, padding: l.Padding);
                WeightInitialisation.Draw(convolution.weight!, convolution.bias, weights);

                // Batch norm takes every bias off again, so that its gradient is zero. Computed it is rounding, which Adam
                // blows up to whole steps, and they differ from one machine to the next.
                convolution.bias!.requires_grad = next is not LayerPlan.BatchNormalisation;
                return convolution;
            case LayerPlan.Linear l:
                var linear = nn.Linear(l.Inputs, l.Output.Channels);
                WeightInitialisation.Draw(linear.weight!, linear.bias, weights);
                return linear;
            case LayerPlan.BatchNormalisation l:
                return nn.BatchNorm2d(l.Output.Channels);
            case LayerPlan.Activation l:
                return Activation(l.Function);
            case LayerPlan.Pooling { Kind: "max" } l:
                return nn.MaxPool2d(l.Side);
            case LayerPlan.Pooling { Kind: "avg" } l:
                return nn.AvgPool2d(l.Side);
            case LayerPlan.Dropout l:
                return new SeededDropout(l.Rate, dropout);
            case LayerPlan.Flatten:
                return nn.Flatten();
            default:
                throw new InvalidOperationException($"layer {layer.Name}: no module for {layer.Description}");
        }
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
