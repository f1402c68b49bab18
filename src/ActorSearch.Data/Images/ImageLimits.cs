namespace ActorSearch.Data.Images;

/// <summary>Beyond these an image is refused before any memory is taken for it.</summary>
internal static class ImageLimits
{
    public const int MaxSide = 16_384;
    public const long MaxPixels = 64L << 20;
    public const long MaxFileBytes = 64L << 20;

    /// <summary>Memory that decoding one image may take, in bytes.</summary>
    public const long MaxDecodeBytes = 3L << 29;

    /// <summary>
    /// Scans of a progressive JPEG. Encoders write about ten; every further one costs the decoder a walk over the whole
    /// image for a few bytes of file.
    /// </summary>
    public const int MaxScans = 500;

    /// <exception cref="DataException">The size is none, or more than is decoded.</exception>
    public static void CheckSize(uint width, uint height, string path)
    {
        if (width == 0 || height == 0)
        {
            throw new DataException($"{path}: its head announces {width} x {height} pixels, which is nothing at all.");
        }

        if (width > MaxSide || height > MaxSide || (ulong)width * height > (ulong)MaxPixels)
        {
            throw new DataException(
                $"{path}: its head announces {width} x {height} pixels; at most {MaxSide} a side and "
                + $"{MaxPixels >> 20} megapixels are decoded. Scale it down first.");
        }
    }

    /// <exception cref="DataException">Decoding would take too much memory.</exception>
    public static void CheckMemory(long decodeBytes, string path)
    {
        if (decodeBytes > MaxDecodeBytes)
        {
            throw new DataException(
                $"{path}: decoding it may take {decodeBytes >> 20} MiB of memory, more than the {MaxDecodeBytes >> 20} that are "
                + "allowed. Scale it down first.");
        }
    }
}
