using ActorSearch.Data;
using static TorchSharp.torch;

namespace ActorSearch.Training.Data;

/// <summary>
/// One split on one device: pixels as bytes [count, channels * rows * columns], labels as 64-bit numbers [count].
/// Shared by all workers of the process, which only read it.
/// </summary>
public sealed class DeviceImages : IDisposable
{
    private const double LargestByte = 255;

    private readonly Tensor _pixels;
    private readonly Tensor _labels;
    private readonly long _channels;
    private readonly long _height;
    private readonly long _width;

    /// <summary>Copies a split to a device.</summary>
    public DeviceImages(ImageSet images, Device device)
    {
        (_channels, _height, _width) = (images.Channels, images.Height, images.Width);
        using var scope = NewDisposeScope();
        _pixels = tensor(images.Pixels.ToArray(), [images.Count, images.ImageLength], dtype: uint8)
            .to(device).DetachFromDisposeScope();
        _labels = tensor(images.Labels.ToArray(), [images.Count], dtype: uint8)
            .to(int64).to(device).DetachFromDisposeScope();
        Count = images.Count;
        CommonestShare = images.ClassCounts().Max() / (double)images.Count;
    }

    /// <summary>Number of images.</summary>
    public long Count { get; }

    /// <summary>Share of the commonest class: the accuracy of always answering it.</summary>
    public double CommonestShare { get; }

    /// <summary>Images by their numbers, as 32-bit floats from 0 to 1 [n, channels, rows, columns], and their labels [n].</summary>
    /// <param name="numbers">64-bit numbers [n] on the device.</param>
    public (Tensor Images, Tensor Labels) Take(Tensor numbers) =>
        (ToFloats(_pixels.index_select(0, numbers)), _labels.index_select(0, numbers));

    /// <summary>Images that follow one another, as <see cref="Take"/> gives them.</summary>
    public (Tensor Images, Tensor Labels) Slice(long start, long count) =>
        (ToFloats(_pixels.narrow(0, start, count)), _labels.narrow(0, start, count));

    public void Dispose()
    {
        _pixels.Dispose();
        _labels.Dispose();
    }

    private Tensor ToFloats(Tensor bytes) =>
        bytes.to(float32).div_(LargestByte).reshape(bytes.shape[0], _channels, _height, _width);
}
