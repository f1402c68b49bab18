using System.Globalization;

namespace ActorSearch.Core.Experiments;

/// <summary>Size that images are brought to, in pixels.</summary>
public readonly record struct PixelSize(int Height, int Width)
{
    /// <summary>The longest side.</summary>
    public const int MaxSide = 1024;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Height}x{Width}");
}
