namespace ActorSearch.Reporting.Inspection.Pictures;

/// <summary>Colours for numbers.</summary>
internal static class ColourScale
{
    // The ends and the middle of ColorBrewer's RdBu (Brewer, Harrower and The Pennsylvania State University),
    // which people of every kind of colour vision tell apart.
    private static readonly Rgba Negative = new(33, 102, 172);
    private static readonly Rgba Zero = new(247, 247, 247);
    private static readonly Rgba Positive = new(178, 24, 43);
    private static readonly Rgba NoNumber = new(255, 0, 255);

    /// <summary>Blue below 0, white at 0, red above it.</summary>
    /// <param name="value">A number; beyond -1 and 1 the colour stays.</param>
    public static Rgba Diverging(double value) =>
        double.IsNaN(value) ? NoNumber : Mix(Zero, value < 0 ? Negative : Positive, Math.Min(1, Math.Abs(value)));

    /// <summary>Black at 0, white at 1.</summary>
    public static Rgba Grey(double value) => double.IsNaN(value) ? NoNumber : Rgba.Grey(Level(value));

    /// <summary>Three numbers from -1 to 1 as red, green and blue; 0 is the middle of each.</summary>
    public static Rgba Channels(double red, double green, double blue) =>
        new(Level((red + 1) / 2), Level((green + 1) / 2), Level((blue + 1) / 2));

    /// <summary>The colour between two others.</summary>
    public static Rgba Mix(Rgba from, Rgba to, double share) => new(
        Between(from.Red, to.Red, share), Between(from.Green, to.Green, share), Between(from.Blue, to.Blue, share));

    private static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static byte Level(double value) => double.IsNaN(value) ? (byte)0 : (byte)Math.Round(byte.MaxValue * Math.Clamp(value, 0, 1));
}
