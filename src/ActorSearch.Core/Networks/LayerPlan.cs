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

    /// <summary>The layer in a few words: <c>conv 3x3, stride 1, padding 1</c>.</summary>
    public abstract string Description { get; }

    /// <summary>
    /// A convolution with bias. Output side: floor((side + 2 padding - kernel) / stride) + 1
    /// (Dumoulin and Visin, A guide to convolution arithmetic for deep learning, 2016, relationship 6).
    /// </summary>
    public sealed record Convolution(string Name, ImageShape Input, ImageShape Output, int Kernel, int Stride, int Padding)
        : LayerPlan(Name, Output)
    {
        public override long Parameters => ((long)Input.Channels * Kernel * Kernel + 1) * Output.Channels;

        public override long MultiplyAccumulates => Output.Elements * Input.Channels * Kernel * Kernel;

        public override string Description => $"conv {Kernel}x{Kernel}, stride {Stride}, padding {Padding}";
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

    /// <summary>Pooling over squares that do not overlap; what does not fill a square is left out.</summary>
    public sealed record Pooling(string Name, ImageShape Output, string Kind, int Side) : LayerPlan(Name, Output)
    {
        public override string Description => $"{Kind} pool {Side}x{Side}";
    }

    /// <summary>Dropout in training; nothing in evaluation.</summary>
    public sealed record Dropout(string Name, ImageShape Output, double Rate) : LayerPlan(Name, Output)
    {
        public override string Description => $"dropout {new Space.ParameterValue.Real(Rate)}";
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
