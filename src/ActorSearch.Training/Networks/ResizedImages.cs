using static TorchSharp.torch;

namespace ActorSearch.Training.Networks;

/// <summary>Images [N, C, H, W] brought to a size by bilinear interpolation, edges on edges.</summary>
internal sealed class ResizedImages(long height, long width) : nn.Module<Tensor, Tensor>(nameof(ResizedImages))
{
    public override Tensor forward(Tensor input) =>
        nn.functional.interpolate(input, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
}
