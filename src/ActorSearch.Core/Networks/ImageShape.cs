using System.Globalization;

namespace ActorSearch.Core.Networks;

/// <summary>Size of an image or a feature map, without the batch: channels, rows, columns.</summary>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Number of values.</summary>
    public long Elements => (long)Channels * Height * Width;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Channels}x{Height}x{Width}");
}
