namespace ActorSearch.Data.Glyphs;

/// <summary>How much of each pixel is covered, 0 to 1; drawn on with a round pen.</summary>
internal sealed class GlyphCanvas
{
    /// <summary>Pixels a side.</summary>
    public const int Side = 28;

    private readonly double[] ink = new double[Side * Side];

    public ReadOnlySpan<double> Ink => ink;

    public void Clear() => Array.Clear(ink);

    /// <summary>Draws a line; where lines cross, the darker counts.</summary>
    /// <param name="from">Start, in pixels, the first pixel's centre being (0, 0).</param>
    /// <param name="to">End.</param>
    /// <param name="radius">Half the pen's width at the start and at the end, in pixels.</param>
    /// <param name="strength">Cover at the pen's middle, 0 to 1.</param>
    public void Line(in PenPoint from, in PenPoint to, (double Start, double End) radius, double strength = 1)
    {
        var reach = Math.Max(radius.Start, radius.End) + 0.5;
        var (left, right) = Bounds(from.X, to.X, reach);
        var (top, bottom) = Bounds(from.Y, to.Y, reach);
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var squared = (dx * dx) + (dy * dy);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                // The nearest point of the line, as a share of the way; a dot is its own nearest point.
                var (px, py) = (x - from.X, y - from.Y);
                var way = squared > 0 ? Math.Clamp(((px * dx) + (py * dy)) / squared, 0, 1) : 0;
                var (ex, ey) = (px - (way * dx), py - (way * dy));
                var distance = Math.Sqrt((ex * ex) + (ey * ey));
                var pen = radius.Start + (way * (radius.End - radius.Start));
                var cover = strength * Math.Clamp(pen + 0.5 - distance, 0, 1);
                ref var pixel = ref ink[(y * Side) + x];
                pixel = Math.Max(pixel, cover);
            }
        }
    }

    private static (int Low, int High) Bounds(double a, double b, double reach) =>
        ((int)Math.Clamp(Math.Min(a, b) - reach, 0, Side), (int)Math.Clamp(Math.Max(a, b) + reach + 1, -1, Side - 1));
}
