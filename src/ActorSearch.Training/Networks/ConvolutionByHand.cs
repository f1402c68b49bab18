using ActorSearch.Core.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>
/// A convolution that is computed here and not by the tensor library, with the parameters that <c>Conv2d</c> has:
/// <c>weight</c> [out, in, kernel, kernel] and <c>bias</c> [out], which whoever builds it fills.
/// </summary>
internal abstract class ConvolutionByHand : nn.Module<Tensor, Tensor>
{
    // Named as registered: TorchSharp finds fields by their names when a network moves to a device.
    protected Parameter weight;
    protected Parameter? bias;

    protected ConvolutionByHand(string name, LayerPlan.Convolution plan) : base(name)
    {
        Plan = plan;
        weight = new Parameter(empty([plan.Output.Channels, plan.Input.Channels, plan.Kernel, plan.Kernel], dtype: float32));
        register_parameter(nameof(weight), weight);
        if (plan.HasBias)
        {
            bias = new Parameter(empty([plan.Output.Channels], dtype: float32));
            register_parameter(nameof(bias), bias);
        }
    }

    public Tensor Weight => weight;

    public Tensor? Bias => bias;

    protected LayerPlan.Convolution Plan { get; }

    /// <summary>Adds the bias to sums [N, out, positions] and puts the positions, which go row by row, in their places.</summary>
    protected Tensor AsImages(Tensor sums)
    {
        if (bias is null)
        {
            return sums.reshape(-1, Plan.Output.Channels, Plan.Output.Height, Plan.Output.Width);
        }

        using var column = bias.unsqueeze(1);
        using var shifted = sums + column;
        return shifted.reshape(-1, Plan.Output.Channels, Plan.Output.Height, Plan.Output.Width);
    }
}
