namespace ActorSearch.Data.Transforms;

/// <summary>
/// Rotates images about their centre. Sine and cosine are rounded to 2^-16 and all else is integer arithmetic, so that
/// the pixels are the same on every machine.
/// </summary>
public static class Rotation
{
    private const int FractionBits = 16;
    private const long One = 1L << FractionBits;

    /// <summary>
    /// The images rotated counter-clockwise, by bilinear interpolation between the pixels that a pixel comes from; what
    /// comes from beyond the edge is 0. By 0 degrees nothing changes; by 90, square images are turned exactly.
    /// </summary>
    /// <param name="images">The images.</param>
    /// <param name="degrees">Degrees counter-clockwise, as a person sees the image.</param>
    public static ImageSet Apply(ImageSet images, double degrees)
    {
        ArgumentNullException.ThrowIfNull(images);
        var (height, width) = (images.Height, images.Width);
        var taps = Taps(height, width, degrees);
        var rotated = new byte[images.Pixels.Length];
        var area = height * width;
        for (var plane = 0; plane < images.Count * images.Channels; plane++)
        {
            var source = images.Pixels.Span.Slice(plane * area, area);
            var target = rotated.AsSpan(plane * area, area);
            for (var i = 0; i < area; i++)
            {
                target[i] = taps[i].Read(source, height, width);
            }
        }

        return new ImageSet(images.Channels, height, width, images.ClassCount, rotated, images.Labels);
    }

    /// <summary>Where each pixel of a rotated image comes from; the same for all images.</summary>
    private static Tap[] Taps(int height, int width, double degrees)
    {
        var radians = degrees * Math.PI / 180;
        var (sine, cosine) = ((long)Math.Round(Math.Sin(radians) * One), (long)Math.Round(Math.Cos(radians) * One));
        var taps = new Tap[height * width];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                // Twice the distance from the centre, which lies between pixels where a side is even. Rows run downwards.
                var (x, y) = ((2L * column) - (width - 1), (2L * row) - (height - 1));
                var fromX = Halve((x * cosine) - (y * sine)) + ((width - 1) * One / 2);
                var fromY = Halve((x * sine) + (y * cosine)) + ((height - 1) * One / 2);
                taps[(row * width) + column] = new Tap(
                    (int)(fromY >> FractionBits), (int)(fromX >> FractionBits), (int)(fromY & (One - 1)), (int)(fromX & (One - 1)));
            }
        }

        return taps;
    }

    private static long Halve(long value) => value >> 1;

    /// <summary>The pixel up and left of a place, and how far beyond it the place is, in parts of 2^16.</summary>
    private readonly record struct Tap(int Row, int Column, int Down, int Right)
    {
        public byte Read(ReadOnlySpan<byte> plane, int height, int width)
        {
            long sum = 0;
            for (var i = 0; i < 4; i++)
            {
                var (row, column) = (Row + (i >> 1), Column + (i & 1));
                if ((uint)row < (uint)height && (uint)column < (uint)width)
                {
                    var weight = ((i >> 1) == 0 ? One - Down : Down) * ((i & 1) == 0 ? One - Right : Right);
                    sum += weight * plane[(row * width) + column];
                }
            }

            return (byte)((sum + (1L << ((2 * FractionBits) - 1))) >> (2 * FractionBits));
        }
    }
}
