using ActorSearch.Data.Idx;
using ActorSearch.Data.Tests.Support;
using FsCheck.Fluent;

namespace ActorSearch.Data.Tests;

public sealed class IdxReaderTests
{
    private const string Name = "file";

    [Fact]
    public void Whatever_is_written_is_read_back_packed_or_not()
    {
        var cases =
            from count in Gen.Choose(1, 9)
            from height in Gen.Choose(1, 6)
            from width in Gen.Choose(1, 6)
            from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(count * height * width)
            from packed in Gen.Elements(true, false)
            select (count, height, width, bytes, packed);
        Prop.ForAll(cases.ToArbitrary(), it =>
        {
            var content = IdxFiles.Idx(0x803, [(uint)it.count, (uint)it.height, (uint)it.width], it.bytes);
            var (header, payload) = IdxReader.Read(it.packed ? IdxFiles.Gzip(content) : content, IdxKind.Images, Name);
            return header == new IdxHeader(it.count, it.height, it.width) && payload.AsSpan().SequenceEqual(it.bytes);
        }).Holds();
    }

    [Fact]
    public void No_strict_prefix_of_a_file_is_accepted()
    {
        foreach (var content in new[] { IdxFiles.Images(3, side: 4), IdxFiles.Gzip(IdxFiles.Images(3, side: 4)) })
        {
            for (var length = 0; length < content.Length; length++)
            {
                Assert.Throws<DataException>(() => IdxReader.Read(content[..length], IdxKind.Images, Name));
            }

            IdxReader.Read(content, IdxKind.Images, Name);
        }
    }

    [Fact]
    public void No_damaged_byte_ends_in_anything_but_a_result_or_a_clear_error()
    {
        var content = IdxFiles.Gzip(IdxFiles.Images(3, side: 4));
        var cases =
            from at in Gen.Choose(0, content.Length - 1)
            from value in Gen.Choose(0, 255)
            select (at, value: (byte)value);
        Prop.ForAll(cases.ToArbitrary(), it =>
        {
            var damaged = content.ToArray();
            damaged[it.at] = it.value;
            try
            {
                IdxReader.Read(damaged, IdxKind.Images, Name);
            }
            catch (DataException error)
            {
                return error.Message.StartsWith(Name, StringComparison.Ordinal);
            }

            return true;
        }).Holds();
    }

    public static TheoryData<string, byte[], string> Corrupt => new()
    {
        { "empty", [], "ends after 0 bytes" },
        { "cut within the magic number", [0, 0, 8], "ends after 3 bytes" },
        { "cut within the head", IdxFiles.Images(2)[..11], "ends after 11 bytes" },
        { "cut within the body", IdxFiles.Images(2)[..^1], "1568 pixels, 1567 follow" },
        { "trailing byte", [.. IdxFiles.Images(2), 0], "goes on after the 1568 pixels" },
        { "text", "<html>404</html>"u8.ToArray(), "is no IDX file: it begins with 3C68746D" },
        { "labels where images belong", IdxFiles.Labels(2), "labels where images belong" },
        { "floats", IdxFiles.Idx(0xD03, [1, 1, 1], new byte[4]), "type 0x0D" },
        { "four dimensions", IdxFiles.Idx(0x804, [1, 1, 1, 1], new byte[1]), "has 4 dimensions" },
        { "no images", IdxFiles.Idx(0x803, [0, 28, 28], []), "0 x 28 x 28 pixels" },
        { "no width", IdxFiles.Idx(0x803, [1, 28, 0], []), "1 x 28 x 0 pixels" },
        { "enormous", IdxFiles.Idx(0x803, [uint.MaxValue, uint.MaxValue, uint.MaxValue], []), "4294967295 x 4294967295" },
        { "product of sizes wraps to 0", IdxFiles.Idx(0x803, [1u << 22, 1u << 21, 1u << 21], []), "more than the" },
        { "gzip cut within its head", IdxFiles.Gzip(IdxFiles.Images(2))[..5], "ends after 0 bytes" },
        { "gzip cut within its body", IdxFiles.Gzip(IdxFiles.Images(2))[..^40], "is cut off" },
        { "gzip without its checksum", IdxFiles.Gzip(IdxFiles.Images(2))[..^8], "gzip data is damaged" },
        { "gzip with a wrong checksum", Flipped(IdxFiles.Gzip(IdxFiles.Images(2)), fromEnd: 8), "gzip data is damaged" },
        { "gzip of nothing", IdxFiles.Gzip([]), "ends after 0 bytes" },
        { "gzip of text", IdxFiles.Gzip("hello, world"u8.ToArray()), "is no IDX file" },
        { "gzip magic, then noise", [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "gzip data is damaged" },
        { "gzip that unpacks to more", IdxFiles.Gzip([.. IdxFiles.Images(2), .. new byte[1 << 20]]), "goes on after" },
        { "small gzip that announces a gigabyte", IdxFiles.Gzip(IdxFiles.Idx(0x803, [1 << 10, 1 << 10, 1 << 10], [])), "more than a gzip of its size" },
    };

    [Theory]
    [MemberData(nameof(Corrupt))]
    public void A_corrupt_file_is_refused_and_the_message_says_why(string what, byte[] content, string why)
    {
        using var folder = new TempFolder();
        var path = folder.Write("x", content);

        var error = Assert.Throws<DataException>(() => IdxReader.Read(path, IdxKind.Images));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(content.Length == 0 ? "is empty" : why, error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 400, what);
    }

    [Fact]
    public void Images_where_labels_belong_are_recognised() =>
        Says("holds images where labels belong", () => IdxReader.Read(IdxFiles.Images(1), IdxKind.Labels, Name));

    [Fact]
    public void A_bomb_behind_a_small_head_is_not_unpacked()
    {
        var bomb = IdxFiles.Gzip([.. IdxFiles.Images(1), .. new byte[64 << 20]]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Says("goes on after", () => IdxReader.Read(bomb, IdxKind.Images, Name));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_file_that_announces_a_gigabyte_costs_no_memory()
    {
        var liar = IdxFiles.Gzip(IdxFiles.Idx(0x803, [1 << 10, 1 << 10, 1 << 10], []));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Says("is cut off", () => IdxReader.Read(liar, IdxKind.Images, Name));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_missing_file_is_named() => Says("does not exist", () => IdxReader.Read("/no/such/file", IdxKind.Images));

    [Fact]
    public void A_folder_is_no_file()
    {
        using var folder = new TempFolder();
        Says("is a folder", () => IdxReader.Read(folder.Path, IdxKind.Images));
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_named()
    {
        using var folder = new TempFolder();
        var path = folder.Write("x", IdxFiles.Images(1));

        // A lock stands for missing permissions, which root would not miss.
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Says("cannot be read", () => IdxReader.Read(path, IdxKind.Images));
    }

    [Fact]
    public void Of_a_head_that_does_not_suit_the_rest_is_not_read()
    {
        var damaged = IdxFiles.Images(5)[..20];
        var error = Assert.Throws<DataException>(() => IdxReader.Read(
            damaged, IdxKind.Images, Name, header => throw new DataException($"{header.Count} do not suit")));
        Assert.Equal("5 do not suit", error.Message);
    }

    private static void Says(string what, Action act) =>
        Assert.Contains(what, Assert.Throws<DataException>(act).Message, StringComparison.Ordinal);

    private static byte[] Flipped(byte[] content, int fromEnd)
    {
        content[^fromEnd] ^= 0xFF;
        return content;
    }
}
