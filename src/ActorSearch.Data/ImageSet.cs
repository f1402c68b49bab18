namespace ActorSearch.Data;

/// <summary>Labelled images of one size, as bytes: pixels are turned into floats by the batch, not here.</summary>
public sealed class ImageSet
{
    /// <param name="channels">Colour planes of an image.</param>
    /// <param name="height">Rows of an image, in pixels.</param>
    /// <param name="width">Columns of an image, in pixels.</param>
    /// <param name="classCount">Number of classes; every label is below it.</param>
    /// <param name="pixels">N x C x H x W, row-major.</param>
    /// <param name="labels">N labels, one byte each.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a label is out of range.</exception>
    public ImageSet(
        int channels, int height, int width, int classCount, ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classCount, byte.MaxValue + 1);
        if ((long)labels.Length * channels * height * width != pixels.Length)
        {
            throw new ArgumentException(
                $"{labels.Length} images of {channels}x{height}x{width} take "
                + $"{(long)labels.Length * channels * height * width} bytes, not {pixels.Length}.",
                nameof(pixels));
        }

        if (classCount <= byte.MaxValue && labels.Span.ContainsAnyInRange((byte)classCount, byte.MaxValue))
        {
            throw new ArgumentException($"A label is not below the class count {classCount}.", nameof(labels));
        }

        (Channels, Height, Width, ClassCount, Pixels, Labels) = (channels, height, width, classCount, pixels, labels);
    }

    /// <summary>Number of images, N.</summary>
    public int Count => Labels.Length;

    /// <summary>Colour planes of an image, C.</summary>
    public int Channels { get; }

    /// <summary>Rows of an image, H.</summary>
    public int Height { get; }

    /// <summary>Columns of an image, W.</summary>
    public int Width { get; }

    /// <summary>Number of classes; labels run from 0 to this less one.</summary>
    public int ClassCount { get; }

    /// <summary>N x C x H x W bytes, row-major.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>N bytes, each below <see cref="ClassCount"/>.</summary>
    public ReadOnlyMemory<byte> Labels { get; }

    /// <summary>Bytes of one image, C x H x W.</summary>
    public int ImageLength => Channels * Height * Width;

    /// <summary>The C x H x W bytes of image <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> Image(int index) => Pixels.Span.Slice(index * ImageLength, ImageLength);

    /// <summary>How many images each class has; the array is as long as <see cref="ClassCount"/>.</summary>
    public int[] ClassCounts()
    {
        var counts = new int[ClassCount];
        foreach (var label in Labels.Span)
        {
            counts[label]++;
        }

        return counts;
    }

    /// <summary>A copy of the images at <paramref name="indices"/>, in that order.</summary>
    public ImageSet Take(ReadOnlySpan<int> indices)
    {
        var pixels = new byte[(long)indices.Length * ImageLength];
        var labels = new byte[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            Image(indices[i]).CopyTo(pixels.AsSpan(i * ImageLength));
            labels[i] = Labels.Span[indices[i]];
        }

        return new ImageSet(Channels, Height, Width, ClassCount, pixels, labels);
    }
}
