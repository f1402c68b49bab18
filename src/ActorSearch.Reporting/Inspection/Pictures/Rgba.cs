namespace ActorSearch.Reporting.Inspection.Pictures;

/// <summary>A colour, 8 bits each, sRGB, alpha not multiplied in.</summary>
internal readonly record struct Rgba(byte Red, byte Green, byte Blue, byte Alpha = byte.MaxValue)
{
    public static Rgba Grey(byte level) => new(level, level, level);
}
