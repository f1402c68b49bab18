using System.Text;

namespace ActorSearch.Data.Images;

/// <summary>Tells by its first bytes what a file is.</summary>
internal static class ImageSignature
{
    public const string Png = "PNG";
    public const string Jpeg = "JPEG";

    private static readonly (byte[] Begin, string Name)[] Known =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], Png),
        ([0xFF, 0xD8, 0xFF], Jpeg),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG that was damaged on its way as text"),
        ("GIF8"u8.ToArray(), "a GIF"),
        ("BM"u8.ToArray(), "a BMP"),
        ("II*\0"u8.ToArray(), "a TIFF"),
        ("MM\0*"u8.ToArray(), "a TIFF"),
        ("8BPS"u8.ToArray(), "a Photoshop document"),
        ("%PDF"u8.ToArray(), "a PDF"),
        ("PK\x03\x04"u8.ToArray(), "a zip archive"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([0x00, 0x00, 0x00, 0x0C, (byte)'j', (byte)'P'], "a JPEG 2000"),
        ([0xFF, 0x0A], "a JPEG XL"),
    ];

    public static string Of(ReadOnlySpan<byte> content)
    {
        foreach (var (begin, name) in Known)
        {
            if (content.StartsWith(begin))
            {
                return name;
            }
        }

        if (content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..12].SequenceEqual("WEBP"u8))
        {
            return "a WebP";
        }

        if (content.Length >= 12 && content[4..8].SequenceEqual("ftyp"u8))
        {
            return "a HEIF, AVIF or video file";
        }

        var begins = content[..Math.Min(content.Length, 256)];
        if (begins.ContainsAnyExceptInRange((byte)0x09, (byte)0x7E))
        {
            return content.ContainsAnyExcept((byte)0) ? "something else" : "nothing but zero bytes";
        }

        var text = Encoding.ASCII.GetString(begins).TrimStart();
        return text.StartsWith('<') ? "a web page or other markup" : "text";
    }
}
