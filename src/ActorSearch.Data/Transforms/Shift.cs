namespace ActorSearch.Data.Transforms;

/// <summary>Shifts images by whole pixels.</summary>
public static class Shift
{
    /// <summary>The images shifted; what comes in from beyond the edge is 0, and what leaves is lost.</summary>
    /// <param name="images">The images.</param>
    /// <param name="down">Pixels down; negative is up.</param>
    /// <param name="right">Pixels to the right; negative is left.</param>
    public static ImageSet Apply(ImageSet images, int down, int right)
    {
        ArgumentNullException.ThrowIfNull(images);
        var (height, width) = (images.Height, images.Width);
        var shifted = new byte[images.Pixels.Length];

        // The columns that stay within the image, where they come from.
        var first = Math.Clamp(-(long)right, 0, width);
        var kept = (int)(Math.Clamp(width - (long)right, 0, width) - first);
        if (kept > 0)
        {
            var pixels = images.Pixels.Span;
            for (var row = 0; row < images.Count * images.Channels * height; row++)
            {
                var source = (row % height) - (long)down;
                if (source >= 0 && source < height)
                {
                    var from = ((row / height * height) + (int)source) * width;
                    pixels.Slice(from + (int)first, kept).CopyTo(shifted.AsSpan((row * width) + (int)first + right));
                }
            }
        }

        return new ImageSet(images.Channels, height, width, images.ClassCount, shifted, images.Labels);
    }
}
