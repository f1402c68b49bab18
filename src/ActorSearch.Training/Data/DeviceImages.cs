using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
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
    private readonly Tensor? _mean;
    private readonly Tensor? _deviation;
    private readonly long _channels;
    private readonly long _height;
    private readonly long _width;

    /// <summary>Copies a split to a device.</summary>
    /// <param name="images">The split.</param>
    /// <param name="device">Where to.</param>
    /// <param name="normalise">What becomes of pixels before a network sees them; null leaves them from 0 to 1.</param>
    /// <exception cref="DataException">The normalisation is for another number of channels.</exception>
    public DeviceImages(ImageSet images, Device device, Normalisation? normalise = null)
    {
        if (normalise?.FindProblem(images.Channels) is { } problem)
        {
            throw new DataException(problem);
        }

        Device = device;
        (_channels, _height, _width) = (images.Channels, images.Height, images.Width);
        using var scope = NewDisposeScope();
        _mean = PerChannel(normalise?.Mean, device);
        _deviation = PerChannel(normalise?.Deviation, device);
        _pixels = tensor(images.Pixels.ToArray(), [images.Count, images.ImageLength], dtype: uint8)
            .to(device).DetachFromDisposeScope();
        _labels = tensor(images.Labels.ToArray(), [images.Count], dtype: uint8)
            .to(int64).to(device).DetachFromDisposeScope();
        Count = images.Count;
        CommonestShare = images.ClassCounts().Max() / (double)images.Count;
    }

    /// <summary>Where they are.</summary>
    public Device Device { get; }

    /// <summary>Number of images.</summary>
    public long Count { get; }

    /// <summary>Share of the commonest class: the accuracy of always answering it.</summary>
    public double CommonestShare { get; }

    /// <summary>
    /// Images by their numbers, as 32-bit floats from 0 to 1, normalised where that was asked for
    /// [n, channels, rows, columns], and their labels [n].
    /// </summary>
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
        _mean?.Dispose();
        _deviation?.Dispose();
    }

    private Tensor ToFloats(Tensor bytes)
    {
        var images = bytes.to(float32).div_(LargestByte).reshape(bytes.shape[0], _channels, _height, _width);
        return _mean is null ? images : images.sub_(_mean).div_(_deviation!);
    }

    /// <summary>Numbers that images [n, channels, rows, columns] can be reckoned with.</summary>
    private static Tensor? PerChannel(ImmutableArray<double>? values, Device device)
    {
        if (values is not { } numbers)
        {
            return null;
        }

        var singles = numbers.Select(v => (float)v).ToArray();
        return tensor(singles, [1, singles.Length, 1, 1], dtype: float32).to(device).DetachFromDisposeScope();
    }
}
