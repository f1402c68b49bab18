using ActorSearch.Data.Splits;

namespace ActorSearch.Data.Transforms;

/// <summary>A part of a set of images.</summary>
public static class ImageSample
{
    /// <summary>Numbers of chosen images, each class in proportion, ascending; all of them where there are no more.</summary>
    /// <param name="images">The set.</param>
    /// <param name="most">Most images to choose.</param>
    /// <param name="seed">Decides which.</param>
    public static int[] Choose(ImageSet images, int most, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        return images.Count <= most
            ? [.. Enumerable.Range(0, images.Count)]
            : StratifiedSplit.Test(images.Labels.Span, images.ClassCount, most, seed);
    }
}
