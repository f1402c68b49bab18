using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ActorSearch.Core.Checksums;

namespace ActorSearch.Data.Images;

/// <summary>
/// Checks a PNG (ISO/IEC 15948) from end to end without decoding it: the chunks and their checksums, and that its pixel
/// data unpacks to exactly what its head announces, so that no decoder can be made to unpack more.
/// </summary>
internal static class PngHead
{
    private const int SignatureBytes = 8;
    private const int ChunkFrameBytes = 12;

    /// <exception cref="DataException">It is damaged, cut off, animated or too large.</exception>
    public static ImageHead Read(byte[] content, string shown)
    {
        Layout? layout = null;
        var hasPalette = false;
        var data = new List<ArraySegment<byte>>();
        var previous = "";
        for (var at = SignatureBytes; ;)
        {
            var (type, payload) = Chunk(content, at, shown);
            if ((layout is null) != (type == "IHDR"))
            {
                throw Damaged(shown, layout is null ? $"begins with the chunk {type} instead of IHDR" : "has two heads");
            }

            switch (type)
            {
                case "IHDR":
                    layout = Layout.Parse(payload, shown);
                    break;
                case "acTL" or "fcTL" or "fdAT":
                    throw new DataException($"{shown}: is an animated PNG; save the picture that is meant as a PNG of its own.");
                case "PLTE":
                    hasPalette = payload.Count % 3 == 0 && payload.Count is > 0 and <= 768;
                    break;
                case "IDAT" when data.Count > 0 && previous != "IDAT":
                    throw Damaged(shown, "its pixel data is interrupted by other chunks");
                case "IDAT":
                    data.Add(payload);
                    break;
                case "IEND":
                    if (layout!.Value.IsIndexed && !hasPalette)
                    {
                        throw Damaged(shown, "it has no palette");
                    }

                    CheckPixelData(data, layout.Value, shown);
                    return layout.Value.Head(content.Length);
                default:
                    if (char.IsAsciiLetterUpper(type[0]))
                    {
                        throw Damaged(shown, $"it has a chunk {type} that nobody knows");
                    }

                    break;
            }

            previous = type;
            at += ChunkFrameBytes + payload.Count;
        }
    }

    private static (string Type, ArraySegment<byte> Payload) Chunk(byte[] content, int at, string shown)
    {
        if (content.Length - at < ChunkFrameBytes)
        {
            throw new DataException($"{shown}: is cut off after {content.Length} bytes: a PNG ends with the chunk IEND; fetch it again.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at));
        var name = content.AsSpan(at + 4, 4);
        if (name.ContainsAnyExcept(Letters))
        {
            throw Damaged(shown, $"there is no chunk at byte {at}");
        }

        var type = Encoding.ASCII.GetString(name);
        if (length > content.Length - at - ChunkFrameBytes)
        {
            throw new DataException(
                $"{shown}: is cut off: its chunk {type} announces {length} bytes, {content.Length - at - ChunkFrameBytes} follow; fetch it again.");
        }

        if (Crc32.Of(content.AsSpan(at + 4, (int)length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at + 8 + (int)length)))
        {
            throw Damaged(shown, $"its chunk {type} has another checksum than it should");
        }

        return (type, new ArraySegment<byte>(content, at + 8, (int)length));
    }

    private static readonly System.Buffers.SearchValues<byte> Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static void CheckPixelData(List<ArraySegment<byte>> parts, Layout layout, string shown)
    {
        var packed = new byte[parts.Sum(part => part.Count)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(packed, at);
            at += part.Count;
        }

        long length = 0;
        try
        {
            using var unpacked = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            var buffer = new byte[1 << 14];
            while (length <= layout.RawBytes && unpacked.Read(buffer) is var read and > 0)
            {
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            throw Damaged(shown, "its pixel data cannot be unpacked");
        }

        if (length != layout.RawBytes)
        {
            throw Damaged(shown, $"its pixel data unpacks to {(length > layout.RawBytes ? "more" : "less")} than the "
                + $"{layout.Width} x {layout.Height} pixels that its head announces");
        }
    }

    private static DataException Damaged(string shown, string how) =>
        new($"{shown}: is a damaged PNG: {how}; mend it or take it out of the folder.");

    /// <summary>What the chunk IHDR says.</summary>
    private readonly record struct Layout(int Width, int Height, int Depth, int ColourType, bool Interlaced)
    {
        public bool IsIndexed => ColourType == 3;

        // 0 grey, 2 RGB, 3 indices, 4 grey and alpha, 6 RGB and alpha
        private int Samples => ColourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

        /// <summary>Bytes of the unpacked pixel data: every row with its filter byte, every pass of an interlaced image.</summary>
        public long RawBytes
        {
            get
            {
                if (!Interlaced)
                {
                    return Rows(Width, Height);
                }

                // Adam7: where a pass begins, and its steps.
                ReadOnlySpan<(int X, int Y, int StepX, int StepY)> passes =
                    [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
                long sum = 0;
                foreach (var (x, y, stepX, stepY) in passes)
                {
                    sum += Rows((Width - x + stepX - 1) / stepX, (Height - y + stepY - 1) / stepY);
                }

                return sum;
            }
        }

        public static Layout Parse(ReadOnlySpan<byte> payload, string shown)
        {
            if (payload.Length != 13)
            {
                throw Damaged(shown, $"its head has {payload.Length} bytes instead of 13");
            }

            var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(payload), BinaryPrimitives.ReadUInt32BigEndian(payload[4..]));
            ImageLimits.CheckSize(width, height, shown);
            var layout = new Layout((int)width, (int)height, payload[8], payload[9], payload[12] == 1);
            var isPossible = (layout.ColourType, layout.Depth) is (0, 1 or 2 or 4 or 8 or 16) or (2 or 4 or 6, 8 or 16) or (3, 1 or 2 or 4 or 8);
            return isPossible && payload[10] == 0 && payload[11] == 0 && payload[12] <= 1
                ? layout
                : throw Damaged(shown, $"its head names colour type {payload[9]} with {payload[8]} bits, which there is not");
        }

        public ImageHead Head(long fileBytes)
        {
            // What stb_image holds: the packed data while its buffer grows, the unpacked, the unfiltered with an alpha
            // plane more (twice where it is put together from passes), and the conversions to three planes of a byte.
            long area = (long)Width * Height;
            var perPixel = (Math.Min(4, Samples + 1) * (Depth == 16 ? 2 : 1) * (Interlaced ? 2 : 1)) + (IsIndexed ? 4 : 0) + 9;
            var unpacked = (((((long)Width * Depth) + 7) / 8 * Samples) + 1) * Height;
            return new ImageHead(ImageFormat.Png, Width, Height,
                (4 * fileBytes) + (Math.Max(unpacked, RawBytes) * (Interlaced ? 3 : 1)) + (area * perPixel) + (1 << 20));
        }

        private long Rows(long width, long height) =>
            width <= 0 || height <= 0 ? 0 : height * (1 + (((width * Samples * Depth) + 7) / 8));
    }
}
