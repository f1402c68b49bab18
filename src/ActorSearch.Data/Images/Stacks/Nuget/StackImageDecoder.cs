using StbImageSharp;

namespace ActorSearch.Data.Images;

/// <summary>The decoder of the nuget stack: StbImageSharp, which is stb_image in C#.</summary>
internal sealed class StackImageDecoder : IImageDecoder
{
    public string? Missing => null;

    public string? Decode(byte[] file, ImageHead head, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, head.PixelBytes);
        try
        {
            var image = ImageResult.FromMemory(file, ColorComponents.RedGreenBlue);
            if (image.Width != head.Width || image.Height != head.Height)
            {
                return "its size is not that of its head";
            }

            image.Data.CopyTo(pixels);
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or NullReferenceException or OverflowException or OutOfMemoryException or IOException)
        {
            // A port of C to C#: what a damaged file does to it shows in whatever exception comes first.
            return error is InvalidOperationException && !string.IsNullOrEmpty(error.Message) ? Shown.OneLine(error.Message) : "it cannot be decoded";
        }
    }
}
