namespace ActorSearch.Data.Glyphs;

/// <summary>A place on a canvas, in pixels, or in a unit box before it is placed there.</summary>
internal readonly record struct PenPoint(double X, double Y)
{
    /// <summary>The cubic Bezier curve through a and d with control points b and c, at t in 0 to 1.</summary>
    public static PenPoint Bezier(PenPoint a, PenPoint b, PenPoint c, PenPoint d, double t)
    {
        var s = 1 - t;
        var (wa, wb, wc, wd) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t);
        return new PenPoint(
            (wa * a.X) + (wb * b.X) + (wc * c.X) + (wd * d.X), (wa * a.Y) + (wb * b.Y) + (wc * c.Y) + (wd * d.Y));
    }
}
