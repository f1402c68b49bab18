using System.Collections.Immutable;

namespace ActorSearch.Core.Networks;

/// <summary>
/// One layer of a network: what it computes, the size of what it puts out for one image, and what it costs.
/// The trainer builds its modules from these, so the table that people see is the network that is trained.
/// </summary>
/// <param name="Name">Its name within the network: <c>conv1</c>, <c>pool2</c>, <c>output</c>.</param>
/// <param name="Output">What it puts out for one image; a linear layer's features are channels of size 1x1.</param>
public abstract record LayerPlan(string Name, ImageShape Output)
{
    /// <summary>Trainable parameters.</summary>
    public virtual long Parameters => 0;

    /// <summary>Multiply-accumulates of one image's forward pass; zero for layers without weights that multiply.</summary>
    public virtual long MultiplyAccumulates => 0;

    /// <summary>Values beside the output that training keeps of one image, for the backward pass.</summary>
    public virtual long UnfoldedElements => 0;

    /// <summary>The layer in a few words: <c>conv 3x3, stride 1, padding 1</c>.</summary>
    public abstract string Description { get; }

    /// <summary>
    /// A convolution. Output side: floor((side + 2 padding - kernel) / stride) + 1
    /// (Dumoulin and Visin, A guide to convolution arithmetic for deep learning, 2016, relationship 6).
    /// </summary>
    /// <param name="HasBias">Whether a number a channel is added.</param>
    /// <param name="Method">How it is computed: <c>native</c>, <c>im2col</c> or <c>loops</c>; the weights are the same.</param>
    public sealed record Convolution(
        string Name,
        ImageShape Input,
        ImageShape Output,
        int Kernel,
        int Stride,
        int Padding,
        bool HasBias = true,
        string Method = "native") : LayerPlan(Name, Output)
    {
        public override long Parameters => ((long)Input.Channels * Kernel * Kernel + (HasBias ? 1 : 0)) * Output.Channels;

        public override long MultiplyAccumulates => Output.Elements * Input.Channels * Kernel * Kernel;

        /// <summary>The patch of input under the kernel at every output position, unless the tensor library convolves.</summary>
        public override long UnfoldedElements =>
            Method == "native" ? 0 : (long)Output.Height * Output.Width * Input.Channels * Kernel * Kernel;

        public override string Description =>
            $"conv {Kernel}x{Kernel}, stride {Stride}, padding {Padding}"
            + (HasBias ? string.Empty : ", no bias") + (Method == "native" ? string.Empty : $", {Method}");
    }

    /// <summary>Batch normalisation with a scale and a shift a channel; one multiply-accumulate a value.</summary>
    public sealed record BatchNormalisation(string Name, ImageShape Output) : LayerPlan(Name, Output)
    {
        public override long Parameters => 2L * Output.Channels;

        public override long MultiplyAccumulates => Output.Elements;

        public override string Description => "batch norm";
    }

    /// <summary>A nonlinearity, value by value.</summary>
    public sealed record Activation(string Name, ImageShape Output, string Function) : LayerPlan(Name, Output)
    {
        public override string Description => Function;
    }

    /// <summary>
    /// Pooling over squares; what does not fill a square is left out. Output side as a convolution's. Padding never
    /// wins a maximum, and counts as zeros in an average.
    /// </summary>
    /// <param name="Stride">Step of the squares; the side where they do not overlap.</param>
    public sealed record Pooling(string Name, ImageShape Output, string Kind, int Side, int Stride, int Padding = 0)
        : LayerPlan(Name, Output)
    {
        public override string Description => $"{Kind} pool {Side}x{Side}"
            + (Stride == Side ? string.Empty : $", stride {Stride}") + (Padding == 0 ? string.Empty : $", padding {Padding}");
    }

    /// <summary>The average of each channel, as one value.</summary>
    public sealed record GlobalPooling(string Name, ImageShape Output) : LayerPlan(Name, Output)
    {
        public override string Description => "global average";
    }

    /// <summary>Images brought to another size by bilinear interpolation, corners not aligned.</summary>
    public sealed record Resize(string Name, ImageShape Output) : LayerPlan(Name, Output)
    {
        public override string Description => $"resize to {Output.Height}x{Output.Width}";
    }

    /// <summary>Dropout in training; nothing in evaluation.</summary>
    /// <param name="WholeChannels">Whether channels are dropped as a whole (Tompson et al. 2015), or value by value.</param>
    public sealed record Dropout(string Name, ImageShape Output, double Rate, bool WholeChannels = false) : LayerPlan(Name, Output)
    {
        public override string Description => $"dropout {new Space.ParameterValue.Real(Rate)}{(WholeChannels ? " of channels" : string.Empty)}";
    }

    /// <summary>
    /// A residual block (He, Zhang, Ren and Sun, Deep Residual Learning for Image Recognition, 2016): the sum of what
    /// two ways make of one input, value by value. The row of the table is the sum; both ways have rows of their own.
    /// </summary>
    /// <param name="Input">Size of what goes in.</param>
    /// <param name="Body">The way with the layers.</param>
    /// <param name="Shortcut">The way around them; empty where the input itself is added.</param>
    public sealed record Residual(
        string Name, ImageShape Input, ImageShape Output, ImmutableArray<LayerPlan> Body, ImmutableArray<LayerPlan> Shortcut)
        : LayerPlan(Name, Output)
    {
        public override string Description => Shortcut.IsEmpty ? "sum with the block's input" : "sum with the shortcut";

        public bool Equals(Residual? other) =>
            other is not null && Name == other.Name && Input == other.Input && Output == other.Output
            && Body.AsSpan().SequenceEqual(other.Body.AsSpan()) && Shortcut.AsSpan().SequenceEqual(other.Shortcut.AsSpan());

        public override int GetHashCode() => HashCode.Combine(Name, Input, Output, Body.Length, Shortcut.Length);
    }

    /// <summary>The logarithm of each class's probability, for the loss <c>nll</c>.</summary>
    public sealed record LogSoftmax(string Name, ImageShape Output) : LayerPlan(Name, Output)
    {
        public override string Description => "log softmax";
    }

    /// <summary>A feature map as one row of features.</summary>
    public sealed record Flatten(string Name, ImageShape Output) : LayerPlan(Name, Output)
    {
        public override string Description => "flatten";
    }

    /// <summary>A linear layer with bias.</summary>
    public sealed record Linear(string Name, int Inputs, ImageShape Output) : LayerPlan(Name, Output)
    {
        public override long Parameters => ((long)Inputs + 1) * Output.Channels;

        public override long MultiplyAccumulates => (long)Inputs * Output.Channels;

        public override string Description => $"linear {Inputs} to {Output.Channels}";
    }
}
