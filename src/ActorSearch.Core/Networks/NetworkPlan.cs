using System.Collections.Immutable;

namespace ActorSearch.Core.Networks;

/// <summary>A network as a list of layers, with its cost. Equal configurations of the model give equal plans.</summary>
/// <param name="Input">Size of one image.</param>
/// <param name="Classes">Number of classes, the size of the last layer.</param>
/// <param name="Layers">First to last; a residual block is one layer that holds others.</param>
public sealed record NetworkPlan(ImageShape Input, int Classes, ImmutableArray<LayerPlan> Layers)
{
    /// <summary>Every layer, as the rows of a table: of a residual block the body, the shortcut, then the sum.</summary>
    public IEnumerable<LayerPlan> AllLayers => Rows.Select(r => r.Layer);

    /// <summary><see cref="AllLayers"/>, each with the size of what goes into it.</summary>
    public IEnumerable<LayerRow> Rows => RowsOf(Layers, Input);

    /// <summary>Trainable parameters.</summary>
    public long Parameters => AllLayers.Sum(l => l.Parameters);

    /// <summary>Multiply-accumulates of one image's forward pass.</summary>
    public long MultiplyAccumulates => AllLayers.Sum(l => l.MultiplyAccumulates);

    /// <summary>
    /// Estimated peak of memory in training, in bytes: every layer's output and its gradient for one batch (and what
    /// convolutions by <c>im2col</c> or <c>loops</c> unfold), and four copies of the parameters (values, gradients and
    /// Adam's two moments), all in 32 bits. What the kernels take for themselves comes on top.
    /// </summary>
    public long TrainingMemoryBytes(long batchSize) =>
        sizeof(float) * ((4 * Parameters) + (batchSize * (Input.Elements + (2 * AllLayers.Sum(l => l.Output.Elements + l.UnfoldedElements)))));

    private static IEnumerable<LayerRow> RowsOf(ImmutableArray<LayerPlan> layers, ImageShape input)
    {
        foreach (var layer in layers)
        {
            if (layer is LayerPlan.Residual block)
            {
                foreach (var row in RowsOf(block.Body, input).Concat(RowsOf(block.Shortcut, input)))
                {
                    yield return row;
                }
            }

            yield return new LayerRow(layer, input);
            input = layer.Output;
        }
    }

    public bool Equals(NetworkPlan? other) =>
        other is not null && Input == other.Input && Classes == other.Classes
        && Layers.AsSpan().SequenceEqual(other.Layers.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Input, Classes, Parameters, MultiplyAccumulates);
}
