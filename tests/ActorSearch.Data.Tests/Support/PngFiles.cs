using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ActorSearch.Core.Checksums;

namespace ActorSearch.Data.Tests.Support;

/// <summary>Writes PNG files, sound ones and others.</summary>
internal static class PngFiles
{
    public static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>An image of H x W x 3 bytes.</summary>
    public static byte[] Rgb(int width, int height, Func<int, int, (byte R, byte G, byte B)> pixel) =>
        Of(width, height, 8, 2, Raw(width, height, 3, (x, y, row) =>
        {
            var (r, g, b) = pixel(x, y);
            (row[0], row[1], row[2]) = (r, g, b);
        }));

    /// <summary>One colour all over.</summary>
    public static byte[] Plain(int width, int height, byte r, byte g, byte b) => Rgb(width, height, (_, _) => (r, g, b));

    /// <summary>A whole file with pixel data that is already in rows with filter bytes.</summary>
    public static byte[] Of(int width, int height, int depth, int colourType, byte[] raw, int interlace = 0, params byte[][] before) =>
        Join([Signature, Head((uint)width, (uint)height, depth, colourType, interlace), .. before, Chunk("IDAT", Packed(raw)), Chunk("IEND", [])]);

    public static byte[] Head(uint width, uint height, int depth, int colourType, int interlace = 0)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(head, width);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9], head[12]) = ((byte)depth, (byte)colourType, (byte)interlace);
        return Chunk("IHDR", head);
    }

    public static byte[] Chunk(string type, byte[] payload)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. payload];
        return [.. BigEndian((uint)payload.Length), .. named, .. BigEndian(Crc32.Of(named))];
    }

    public static byte[] Packed(byte[] raw)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal))
        {
            zlib.Write(raw);
        }

        return stream.ToArray();
    }

    /// <summary>Rows with the filter byte 0, each pixel filled by <paramref name="fill"/>.</summary>
    public static byte[] Raw(int width, int height, int bytesPerPixel, FillPixel fill)
    {
        var raw = new byte[height * (1 + (width * bytesPerPixel))];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                fill(x, y, raw.AsSpan((y * (1 + (width * bytesPerPixel))) + 1 + (x * bytesPerPixel), bytesPerPixel));
            }
        }

        return raw;
    }

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    public delegate void FillPixel(int x, int y, Span<byte> bytes);

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
