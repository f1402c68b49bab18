using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Inspection;

/// <summary>
/// Runs a network row by row of its table, in the table's order: an activation that is computed behind its pooling is
/// shown before it, with the same values in the end.
/// </summary>
internal sealed class LayerWalk
{
    private readonly Dictionary<string, nn.Module> _modules;

    /// <param name="network">A network whose modules have the names of the table's rows.</param>
    public LayerWalk(Sequential network) => _modules = network.named_modules().ToDictionary(m => m.name, m => m.module);

    /// <summary>Runs layers one after the other.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="input">What goes in [n, ...].</param>
    /// <param name="seen">Hears of every row and its output [n, ...].</param>
    /// <returns>What the last layer puts out.</returns>
    public Tensor Run(ImmutableArray<LayerPlan> layers, Tensor input, Action<LayerPlan, Tensor> seen)
    {
        var value = input;
        foreach (var layer in layers)
        {
            value = layer is LayerPlan.Residual block
                ? Run(block.Body, value, seen) + (block.Shortcut.IsEmpty ? value : Run(block.Shortcut, value, seen))
                : ((nn.Module<Tensor, Tensor>)_modules[layer.Name]).call(value);
            seen(layer, value);
        }

        return value;
    }
}
