using System.Buffers.Binary;
using System.IO.Compression;

namespace ActorSearch.Cli.Tests.Support;

/// <summary>Folders of images that have the form of the published data sets, and nothing of their content.</summary>
internal static class StandIns
{
    private const int Digits = 10;
    private const int Side = 28;
    private const int PhotoSide = 8;
    private const int Grey = 90;
    private const int Step = 15;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <summary>Four IDX files; class k is a bright band across row 2k.</summary>
    public static string AddIdx(TemporaryFolder folder, string name, int training, int test)
    {
        folder.AddFolder(name);
        foreach (var (split, count) in new[] { ("train", training), ("t10k", test) })
        {
            folder.Add(Path.Combine(name, $"{split}-images-idx3-ubyte"), Idx(0x803, [count, Side, Side], Enumerable.Range(0, count).SelectMany(Digit)));
            folder.Add(Path.Combine(name, $"{split}-labels-idx1-ubyte"), Idx(0x801, [count], Enumerable.Range(0, count).Select(i => (byte)(i % Digits))));
        }

        return name;
    }

    /// <summary>Photos as <c>SPLIT/CLASS/N.png</c>, red, green or blue.</summary>
    public static string AddPhotos(TemporaryFolder folder, string name, int trainingPerClass, int testPerClass)
    {
        string[] classes = ["automobile", "ship", "truck"];
        foreach (var (split, count) in new[] { ("train", trainingPerClass), ("test", testPerClass) })
        {
            for (var label = 0; label < classes.Length; label++)
            {
                var place = Path.Combine(name, split, classes[label]);
                folder.AddFolder(place);
                for (var i = 0; i < count; i++)
                {
                    folder.Add(Path.Combine(place, $"{i:0000}.png"), Png(label, i));
                }
            }
        }

        return name;
    }

    private static byte[] Digit(int number)
    {
        var pixels = new byte[Side * Side];
        var row = 2 * (number % Digits);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i / Side == row ? Grey + Grey : 0) + (((i * 31) + (number * 7)) % Step));
        }

        return pixels;
    }

    private static byte[] Idx(int magic, int[] sizes, IEnumerable<byte> payload)
    {
        var head = new byte[4 * (1 + sizes.Length)];
        BinaryPrimitives.WriteInt32BigEndian(head, magic);
        for (var i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 * (i + 1)), sizes[i]);
        }

        return [.. head, .. payload];
    }

    private static byte[] Png(int channel, int number)
    {
        var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = 0; row < PhotoSide; row++)
            {
                packed.WriteByte(0); // No filter.
                for (var column = 0; column < PhotoSide; column++)
                {
                    for (var c = 0; c < 3; c++)
                    {
                        packed.WriteByte((byte)(c == channel ? Grey + Grey + (((row * column) + number) % Step) : Grey));
                    }
                }
            }
        }

        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, PhotoSide);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), PhotoSide);
        (head[8], head[9]) = (8, 2); // Eight bits, red, green and blue.
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, head), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> kind, byte[] content)
    {
        byte[] body = [.. kind, .. content];
        var length = new byte[4];
        var check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, ~body.Aggregate(uint.MaxValue, (crc, b) => CrcTable[(crc ^ b) & 0xff] ^ (crc >> 8)));
        return [.. length, .. body, .. check];
    }

    private static uint CrcOf(int number)
    {
        var crc = (uint)number;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 1 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
        }

        return crc;
    }
}
