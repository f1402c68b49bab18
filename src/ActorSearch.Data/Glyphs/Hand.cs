namespace ActorSearch.Data.Glyphs;

/// <summary>
/// One person's way of writing at one moment: slant, size and place, and an unsteady hand. Takes points of the unit
/// box to the canvas.
/// </summary>
internal readonly struct Hand
{
    private const int Knots = 4;
    private const double BoxPixels = 21;
    private const double MaxTanHalfTurn = 0.1;
    private const double MaxShear = 0.25;
    private const double MaxShiftPixels = 2.4;
    private const double WobblePixels = 1.1;

    private readonly double xx, xy, yx, yy, shiftX, shiftY;
    private readonly double[] wobbleX = new double[Knots * Knots], wobbleY = new double[Knots * Knots];

    public Hand(ref SplitMix64 random)
    {
        // The rational form of a turn, t being the tangent of half the angle: sines differ between machines.
        var t = random.Between(-MaxTanHalfTurn, MaxTanHalfTurn);
        var cos = (1 - (t * t)) / (1 + (t * t));
        var sin = 2 * t / (1 + (t * t));
        var shear = random.Between(-MaxShear, MaxShear);
        var width = BoxPixels * random.Between(0.8, 1.15);
        var height = BoxPixels * random.Between(0.85, 1.1);
        (xx, xy) = (cos * width, ((cos * shear) - sin) * height);
        (yx, yy) = (sin * width, ((sin * shear) + cos) * height);
        const double Middle = (GlyphCanvas.Side - 1) / 2.0;
        shiftX = Middle + random.Between(-MaxShiftPixels, MaxShiftPixels);
        shiftY = Middle + random.Between(-MaxShiftPixels, MaxShiftPixels);
        for (var i = 0; i < wobbleX.Length; i++)
        {
            wobbleX[i] = random.Between(-WobblePixels, WobblePixels);
            wobbleY[i] = random.Between(-WobblePixels, WobblePixels);
        }
    }

    /// <summary>Places a point of the unit box on the canvas.</summary>
    public PenPoint Place(PenPoint point)
    {
        var (x, y) = (point.X - 0.5, point.Y - 0.5);
        return new PenPoint(
            (xx * x) + (xy * y) + shiftX + Wobble(wobbleX, point), (yx * x) + (yy * y) + shiftY + Wobble(wobbleY, point));
    }

    /// <summary>A smooth field over the box: random values at the knots of a grid, eased in between.</summary>
    private static double Wobble(double[] knots, PenPoint point)
    {
        var (column, u) = Cell(point.X);
        var (row, v) = Cell(point.Y);
        var at = (row * Knots) + column;
        var above = knots[at] + (u * (knots[at + 1] - knots[at]));
        var below = knots[at + Knots] + (u * (knots[at + Knots + 1] - knots[at + Knots]));
        return above + (v * (below - above));
    }

    private static (int Cell, double Eased) Cell(double position)
    {
        var scaled = Math.Clamp(position, 0, 1) * (Knots - 1);
        var cell = Math.Min((int)scaled, Knots - 2);
        var t = scaled - cell;
        return (cell, t * t * (3 - (2 * t)));
    }
}
