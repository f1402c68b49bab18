namespace ActorSearch.Data.Glyphs;

/// <summary>
/// Draws one digit: a style of writing, an unsteady hand, a pen, then what makes a real picture hard to read:
/// uneven light, weak contrast, stray marks, gaps and noise.
/// </summary>
/// <remarks>
/// Only additions, multiplications, divisions and square roots, which IEEE 754 rounds alike everywhere, so the bytes
/// are the same on every machine.
/// </remarks>
internal static class GlyphPainter
{
    private const int PiecesOfCurve = 8;
    private const int PiecesOfLine = 3;
    private const double JitterOfPoints = 0.035;
    private const double MinPenRadius = 0.65;
    private const double MaxPenRadius = 1.6;
    private const int MaxStrayMarks = 3;
    private const double ShareWithGap = 0.3;

    /// <param name="digit">0 to 9.</param>
    /// <param name="random">The image's own generator.</param>
    /// <param name="canvas">Scratch space.</param>
    /// <param name="pixels">Takes the 28 x 28 bytes, row by row, ink lighter than paper.</param>
    public static void Paint(int digit, SplitMix64 random, GlyphCanvas canvas, Span<byte> pixels)
    {
        canvas.Clear();
        var styles = GlyphStyles.OfDigit[digit];
        Write(styles[random.Below(styles.Length)], ref random, canvas);
        Span<double> ink = stackalloc double[pixels.Length];
        canvas.Ink.CopyTo(ink);
        CutGap(ink, ref random, canvas);
        AddStrayMarks(ink, ref random, canvas);
        Expose(ink, ref random, pixels);
    }

    private static void Write(PenMove[] style, ref SplitMix64 random, GlyphCanvas canvas)
    {
        var hand = new Hand(ref random);
        var pressure = random.Between(MinPenRadius, MaxPenRadius);
        var drift = random.Between(-0.25, 0.25);
        var pen = new PenPoint(0, 0);
        for (var i = 0; i < style.Length; i++)
        {
            var (points, radius) = (style[i].Points, pressure * (1 + (drift * i / style.Length)));
            var end = Jittered(points[^1], ref random);
            if (style[i].Command == 'L')
            {
                Trace(pen, Between(pen, end, 1.0 / 3), Between(pen, end, 2.0 / 3), end, PiecesOfLine, radius, hand, canvas);
            }
            else if (style[i].Command == 'C')
            {
                var (first, second) = (Jittered(points[0], ref random), Jittered(points[1], ref random));
                Trace(pen, first, second, end, PiecesOfCurve, radius, hand, canvas);
            }

            pen = end;
        }
    }

    private static void Trace(
        PenPoint a, PenPoint b, PenPoint c, PenPoint d, int pieces, double radius, in Hand hand, GlyphCanvas canvas)
    {
        var from = hand.Place(a);
        for (var i = 1; i <= pieces; i++)
        {
            var to = hand.Place(PenPoint.Bezier(a, b, c, d, (double)i / pieces));
            canvas.Line(from, to, (radius, radius));
            from = to;
        }
    }

    /// <summary>Some digits lose a thin strip, as under a scratch.</summary>
    private static void CutGap(Span<double> ink, ref SplitMix64 random, GlyphCanvas canvas)
    {
        if (random.NextDouble() >= ShareWithGap)
        {
            return;
        }

        var middle = new PenPoint(random.Between(8, 20), random.Between(8, 20));
        var reach = new PenPoint(random.Between(-14, 14), random.Between(-14, 14));
        var radius = random.Between(0.3, 1.1);
        canvas.Clear();
        canvas.Line(
            new(middle.X - reach.X, middle.Y - reach.Y), new(middle.X + reach.X, middle.Y + reach.Y), (radius, radius));
        for (var i = 0; i < ink.Length; i++)
        {
            ink[i] *= 1 - canvas.Ink[i];
        }
    }

    private static void AddStrayMarks(Span<double> ink, ref SplitMix64 random, GlyphCanvas canvas)
    {
        canvas.Clear();
        for (var left = random.Below(MaxStrayMarks + 1); left > 0; left--)
        {
            var from = new PenPoint(random.Between(0, 27), random.Between(0, 27));
            var to = new PenPoint(from.X + random.Between(-7, 7), from.Y + random.Between(-7, 7));
            var radius = random.Between(0.3, 1.1);
            canvas.Line(from, to, (radius, radius * random.Between(0.3, 1)), random.Between(0.25, 0.8));
        }

        for (var i = 0; i < ink.Length; i++)
        {
            ink[i] = Math.Max(ink[i], canvas.Ink[i]);
        }
    }

    /// <summary>Ink and paper become grey levels under a light that falls unevenly, then noise is added.</summary>
    private static void Expose(ReadOnlySpan<double> ink, ref SplitMix64 random, Span<byte> pixels)
    {
        var paper = random.Between(0, 70);
        var contrast = random.Between(90, 180);
        var (slopeX, slopeY) = (random.Between(-25, 25), random.Between(-25, 25));
        var noise = random.Between(4, 40);
        for (var i = 0; i < ink.Length; i++)
        {
            var x = ((double)(i % GlyphCanvas.Side) / (GlyphCanvas.Side - 1)) - 0.5;
            var y = ((double)(i / GlyphCanvas.Side) / (GlyphCanvas.Side - 1)) - 0.5;
            var light = paper + (slopeX * x) + (slopeY * y) + (contrast * ink[i]);

            // Two halves of one draw: their sum has a triangular distribution around 0.
            var bits = random.NextUInt64();
            var grain = (((uint)bits + (double)(uint)(bits >> 32)) / uint.MaxValue) - 1;
            pixels[i] = (byte)Math.Clamp(light + (noise * grain) + 0.5, 0, 255);
        }
    }

    private static PenPoint Jittered((double X, double Y) point, ref SplitMix64 random) =>
        new(point.X + random.Between(-JitterOfPoints, JitterOfPoints), point.Y + random.Between(-JitterOfPoints, JitterOfPoints));

    private static PenPoint Between(PenPoint a, PenPoint b, double share) =>
        new(a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y)));
}
