namespace ActorSearch.Data.Images;

/// <summary>What is known of an image before it is decoded.</summary>
/// <param name="Format">How it is coded.</param>
/// <param name="Width">Columns, in pixels.</param>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="DecodeBytes">Memory that decoding may take beside the file and the pixels: a bound, in bytes.</param>
internal readonly record struct ImageHead(ImageFormat Format, int Width, int Height, long DecodeBytes)
{
    public const int Channels = 3;

    /// <summary>Length of the decoded image, height x width x 3, in bytes.</summary>
    public int PixelBytes => Height * Width * Channels;
}
