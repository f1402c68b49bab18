using System.Globalization;

namespace ActorSearch.Core.Experiments;

/// <summary>Size that images are brought to, in pixels.</summary>
public readonly record struct PixelSize(int Height, int Width)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Height}x{Width}");
}
