namespace ActorSearch.Reporting.Statistics;

/// <summary>How far an accuracy over so many images lies from that over all images of the kind.</summary>
internal static class BinomialError
{
    /// <summary>Wilson's score interval (Journal of the American Statistical Association 22, 1927).</summary>
    /// <param name="share">Share of images answered rightly, 0 to 1.</param>
    /// <param name="images">Number of images.</param>
    public static Interval Interval(double share, int images, double level)
    {
        var z = Distributions.NormalQuantile((1 + level) / 2);
        var centre = Centre(share, images, z);
        var half = z / (1 + (z * z / images)) * Math.Sqrt((share * (1 - share) / images) + (z * z / (4.0 * images * images)));

        // At 0 and 1 the bound is the share itself but for rounding.
        return new Interval(Math.Min(share, Math.Max(0, centre - half)), Math.Max(share, Math.Min(1, centre + half)));
    }

    /// <summary>
    /// The difference between two accuracies near this one that chance alone exceeds in one case of 20 (at level 0.95):
    /// z sqrt(2 p (1 - p) / n), with the centre of Wilson's interval for p, which is never 0 or 1.
    /// </summary>
    public static double Noise(double share, int images, double level)
    {
        var z = Distributions.NormalQuantile((1 + level) / 2);
        var p = Centre(share, images, z);
        return z * Math.Sqrt(2 * p * (1 - p) / images);
    }

    private static double Centre(double share, int images, double z) => (share + (z * z / (2.0 * images))) / (1 + (z * z / images));
}
