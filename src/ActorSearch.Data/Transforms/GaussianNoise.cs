namespace ActorSearch.Data.Transforms;

/// <summary>
/// Adds Gaussian noise to images. A draw is the sum of twelve even draws less their mean (Irwin and Hall's
/// distribution, whose deviation is that of one unit; it ends at six deviations), in integer arithmetic, so that the
/// pixels are the same on every machine.
/// </summary>
public static class GaussianNoise
{
    private const ulong Purpose = 11;
    private const int UnitBits = 16;
    private const int DrawsOfAWord = 4;
    private const int Words = 3;

    /// <summary>The images with noise on every value, rounded and kept from 0 to 255.</summary>
    /// <param name="images">The images.</param>
    /// <param name="deviation">Standard deviation of the noise, in grey levels of 255.</param>
    /// <param name="seed">Decides the noise; that of an image depends on its number too, not on its neighbours.</param>
    public static ImageSet Apply(ImageSet images, int deviation, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deviation, byte.MaxValue);
        var noisy = images.Pixels.ToArray();
        for (var image = 0; image < images.Count; image++)
        {
            var draws = SplitMix64.Derive(seed, Purpose, (ulong)image);
            foreach (ref var pixel in noisy.AsSpan(image * images.ImageLength, images.ImageLength))
            {
                var noise = ((deviation * Draw(ref draws)) + (1 << (UnitBits - 1))) >> UnitBits;
                pixel = (byte)Math.Clamp(pixel + noise, byte.MinValue, byte.MaxValue);
            }
        }

        return new ImageSet(images.Channels, images.Height, images.Width, images.ClassCount, noisy, images.Labels);
    }

    /// <summary>A draw of mean 0 and deviation 2^16.</summary>
    private static int Draw(ref SplitMix64 draws)
    {
        const int Mean = Words * DrawsOfAWord * ushort.MaxValue / 2;
        var sum = 0;
        for (var word = 0; word < Words; word++)
        {
            var bits = draws.NextUInt64();
            for (var i = 0; i < DrawsOfAWord; i++, bits >>= UnitBits)
            {
                sum += (ushort)bits;
            }
        }

        return sum - Mean;
    }
}
