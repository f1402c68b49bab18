using System.Buffers.Binary;
using System.IO.Compression;
using ActorSearch.Core.Checksums;

namespace ActorSearch.Reporting.Inspection.Pictures;

/// <summary>Writes pictures as PNG (ISO/IEC 15948:2004): 8 bits a channel with alpha, one image chunk.</summary>
internal static class Png
{
    private const byte BitsPerChannel = 8;
    private const byte TrueColourWithAlpha = 6;

    /// <summary>Filter "up": each row as its difference from the one above, which is nothing where pixels were enlarged.</summary>
    private const byte UpFilter = 2;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The file's bytes.</summary>
    public static byte[] Encode(Raster picture)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (BitsPerChannel, TrueColourWithAlpha);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(picture));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(Raster picture)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            var line = new byte[1 + (picture.Width * Raster.BytesPerPixel)];
            line[0] = UpFilter;
            for (var y = 0; y < picture.Height; y++)
            {
                var row = picture.Row(y);
                var above = y > 0 ? picture.Row(y - 1) : default;
                for (var i = 0; i < row.Length; i++)
                {
                    line[1 + i] = (byte)(row[i] - (y > 0 ? above[i] : 0));
                }

                deflate.Write(line);
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(type, data));
        file.Write(number);
    }
}
