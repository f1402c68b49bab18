using System.Buffers.Binary;
using System.IO.Compression;
using ActorSearch.Data.Idx;

namespace ActorSearch.Data.Tests.Support;

/// <summary>Writes IDX files, right ones and wrong ones.</summary>
internal static class IdxFiles
{
    public const int Side = 28;
    public const int Training = 60;
    public const int Test = 20;

    public static byte[] Idx(int magic, IEnumerable<uint> sizes, byte[] payload)
    {
        using var stream = new MemoryStream();
        var word = new byte[4];
        foreach (var value in sizes.Prepend((uint)magic))
        {
            BinaryPrimitives.WriteUInt32BigEndian(word, value);
            stream.Write(word);
        }

        stream.Write(payload);
        return stream.ToArray();
    }

    public static byte[] Images(int count, int side = Side) =>
        Idx(0x803, [(uint)count, (uint)side, (uint)side], Pixels(count, side));

    public static byte[] Labels(int count) => Labels([.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);

    public static byte[] Labels(byte[] labels) => Idx(0x801, [(uint)labels.Length], labels);

    /// <summary>Pixels that differ from image to image, each image beginning with its own number.</summary>
    public static byte[] Pixels(int count, int side = Side)
    {
        var pixels = new byte[count * side * side];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i % (side * side) == 0 ? i / (side * side) : i * 31);
        }

        return pixels;
    }

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>The four files of a small set: 60 training and 20 test images.</summary>
    public static Dictionary<string, byte[]> Small() => new()
    {
        [IdxFolder.TrainImages] = Images(Training),
        [IdxFolder.TrainLabels] = Labels(Training),
        [IdxFolder.TestImages] = Images(Test),
        [IdxFolder.TestLabels] = Labels(Test),
    };

    public static TempFolder SmallFolder()
    {
        var folder = new TempFolder();
        foreach (var (name, content) in Small())
        {
            folder.Write(name, content);
        }

        return folder;
    }
}
