using System.Buffers.Binary;
using System.IO.Compression;

namespace ActorSearch.Reporting.Tests.Inspection;

/// <summary>Reads PNG files of 8 bits a channel with alpha, and refuses whatever the standard does (ISO/IEC 15948:2004).</summary>
internal sealed record PngReader(int Width, int Height, byte[] Pixels)
{
    private const int BytesPerPixel = 4;

    public static PngReader Read(ReadOnlySpan<byte> file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8].ToArray());
        var chunks = new List<(string Type, byte[] Data)>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            Assert.Equal(CheckOf(file.Slice(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]));
            chunks.Add((System.Text.Encoding.ASCII.GetString(file.Slice(at + 4, 4)), file.Slice(at + 8, length).ToArray()));
            at += 12 + length;
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(c => c.Type));
        var header = chunks[0].Data;
        Assert.Equal([8, 6, 0, 0, 0], header[8..]);
        Assert.Empty(chunks[2].Data);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        return new PngReader(width, height, Unfilter(Inflate(chunks[1].Data), width * BytesPerPixel, height));
    }

    /// <summary>Red, green, blue and alpha.</summary>
    public byte[] this[int x, int y] => Pixels[(((y * Width) + x) * BytesPerPixel)..][..BytesPerPixel];

    /// <summary>The check bit by bit, as the standard defines it.</summary>
    private static uint CheckOf(ReadOnlySpan<byte> data)
    {
        var remainder = uint.MaxValue;
        foreach (var value in data)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var isOdd = ((remainder ^ (uint)(value >> bit)) & 1) != 0;
                remainder = (remainder >> 1) ^ (isOdd ? 0xEDB88320 : 0);
            }
        }

        return ~remainder;
    }

    private static byte[] Inflate(byte[] data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        zlib.CopyTo(inflated);
        return inflated.ToArray();
    }

    private static byte[] Unfilter(byte[] lines, int rowBytes, int height)
    {
        Assert.Equal((rowBytes + 1) * height, lines.Length);
        var pixels = new byte[rowBytes * height];
        for (var y = 0; y < height; y++)
        {
            var filter = lines[y * (rowBytes + 1)];
            Assert.InRange(filter, 0, 2);
            for (var i = 0; i < rowBytes; i++)
            {
                var before = filter switch
                {
                    1 when i >= BytesPerPixel => pixels[(y * rowBytes) + i - BytesPerPixel],
                    2 when y > 0 => pixels[((y - 1) * rowBytes) + i],
                    _ => 0,
                };
                pixels[(y * rowBytes) + i] = (byte)(lines[(y * (rowBytes + 1)) + 1 + i] + before);
            }
        }

        return pixels;
    }
}
