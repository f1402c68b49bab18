using ActorSearch.Core.Experiments;

namespace ActorSearch.Data.Images;

/// <summary>Brings the images of a data set to the size that an experiment asks for.</summary>
internal static class ImageResizing
{
    /// <exception cref="DataException">The size is not possible.</exception>
    public static void Check(PixelSize? resize)
    {
        if (resize is { } size && (size.Height is < 1 or > PixelSize.MaxSide || size.Width is < 1 or > PixelSize.MaxSide))
        {
            throw new DataException($"dataset.resize: {size} pixels; each side may have 1 to {PixelSize.MaxSide}.");
        }
    }

    /// <summary>The set at the new size; the set itself where it has that size or none is asked for.</summary>
    /// <exception cref="DataException">The images would not fit into one array.</exception>
    public static ImageSet Resized(ImageSet set, PixelSize? resize, CancellationToken ct)
    {
        if (resize is not { } size || (size.Height == set.Height && size.Width == set.Width))
        {
            return set;
        }

        var pixels = new byte[CheckedBytes(set.Count, set.Channels, size)];
        var resampler = new Resampler(set.Height, set.Width, size.Height, size.Width);
        var (oldArea, newArea) = (set.Height * set.Width, size.Height * size.Width);
        var options = new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, set.Count, options, () => new byte[resampler.ScratchLength], (i, _, scratch) =>
        {
            for (var plane = i * set.Channels; plane < (i + 1) * set.Channels; plane++)
            {
                resampler.Resize(set.Pixels.Span.Slice(plane * oldArea, oldArea), pixels.AsSpan(plane * newArea, newArea), scratch);
            }

            return scratch;
        }, _ => { });
        return new ImageSet(set.Channels, size.Height, size.Width, set.ClassCount, pixels, set.Labels);
    }

    /// <summary>Length of N x C x H x W bytes.</summary>
    /// <exception cref="DataException">More than one array holds.</exception>
    public static int CheckedBytes(int count, int channels, PixelSize size)
    {
        var bytes = (long)count * channels * size.Height * size.Width;
        return bytes <= Array.MaxLength
            ? (int)bytes
            : throw new DataException(
                $"dataset: {count} images of {size} pixels take {bytes >> 20} MiB of memory, more than the {Array.MaxLength >> 20} that are "
                + "held; ask for a smaller dataset.resize, or take images away.");
    }
}
