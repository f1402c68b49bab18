using ActorSearch.Data.Images;
using ActorSearch.Data.Tests.Support;

namespace ActorSearch.Data.Tests.Images;

public sealed class HostileImageTests
{
    private static readonly byte[] Jpeg = JpegFiles.Sample("baseline-420.jpg");
    private static readonly byte[] Png = PhotoFolder.Photo(1, 2, 20);

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "a huge PNG", PngFiles.Of(100_000, 100_000, 8, 2, []), "announces 100000 x 100000 pixels; at most 16384 a side" },
        { "a PNG of too many pixels", PngFiles.Of(16_000, 16_000, 8, 2, []), "at most 16384 a side and 64 megapixels" },
        { "a PNG of 2^32 - 1 rows", PngFiles.Join(PngFiles.Signature, PngFiles.Head(1, uint.MaxValue, 8, 2), PngFiles.Chunk("IEND", [])), "announces 1 x 4294967295" },
        { "a PNG of no pixels", PngFiles.Of(0, 5, 8, 2, []), "announces 0 x 5 pixels, which is nothing at all" },
        { "a huge JPEG", Sized(60_000, 60_000), "announces 60000 x 60000 pixels; at most" },
        { "a JPEG of no rows", Sized(45, 0), "announces 45 x 0 pixels, which is nothing" },
        { "a bomb", PngFiles.Of(10, 10, 8, 2, new byte[50_000_000]), "unpacks to more than the 10 x 10 pixels" },
        { "too little pixel data", PngFiles.Of(10, 10, 8, 2, new byte[309]), "unpacks to less than the 10 x 10 pixels" },
        { "a PNG with noise for data", PngFiles.Join(PngFiles.Signature, PngFiles.Head(1, 1, 8, 2), PngFiles.Chunk("IDAT", [1, 2, 3, 4]), PngFiles.Chunk("IEND", [])), "cannot be unpacked" },
        { "a PNG without data", PngFiles.Join(PngFiles.Signature, PngFiles.Head(1, 1, 8, 2), PngFiles.Chunk("IEND", [])), "unpacks to less" },
        { "an animated PNG", PngFiles.Of(1, 1, 8, 2, new byte[4], 0, PngFiles.Chunk("acTL", new byte[8])), "is an animated PNG; save the picture" },
        { "an iPhone PNG", PngFiles.Join(PngFiles.Signature, PngFiles.Chunk("CgBI", new byte[4]), PngFiles.Head(1, 1, 8, 2)), "begins with the chunk CgBI instead of IHDR" },
        { "two heads", PngFiles.Of(1, 1, 8, 2, new byte[4], 0, PngFiles.Head(1, 1, 8, 2)), "has two heads" },
        { "a chunk that nobody knows", PngFiles.Of(1, 1, 8, 2, new byte[4], 0, PngFiles.Chunk("WHAT", [])), "a chunk WHAT that nobody knows" },
        { "no palette", PngFiles.Of(1, 1, 8, 3, new byte[2]), "it has no palette" },
        { "a colour type that there is not", PngFiles.Of(1, 1, 8, 5, new byte[4]), "colour type 5 with 8 bits" },
        { "a changed byte", Flipped(Png, Png.Length - 30), "has another checksum than it should" },
        { "data in two places", PngFiles.Join(PngFiles.Signature, PngFiles.Head(1, 1, 8, 2), PngFiles.Chunk("IDAT", [1]), PngFiles.Chunk("teXt", []), PngFiles.Chunk("IDAT", [1]), PngFiles.Chunk("IEND", [])), "interrupted by other chunks" },
        { "half a PNG", Png[..(Png.Length / 2)], "is cut off" },
        { "half a JPEG", Jpeg[..(Jpeg.Length / 2)], "is cut off" },
        { "a JPEG without an end", Jpeg[..^2], "is cut off" },
        { "a CMYK JPEG", JpegFiles.Sample("cmyk.jpg"), "is a CMYK JPEG, whose colours depend on a printer's profile; save it as RGB" },
        { "a JPEG of 12 bits", JpegFiles.Change(Jpeg, 0xC0, 4, 12), "12 bits a sample" },
        { "an arithmetic JPEG", JpegFiles.Change(Jpeg, 0xC0, 1, 0xC9), "arithmetic coding" },
        { "a lossless JPEG", JpegFiles.Change(Jpeg, 0xC0, 1, 0xC3), "lossless or hierarchical coding" },
        { "two frames", JpegFiles.Insert(Jpeg, 0xDA, Jpeg[JpegFiles.Find(Jpeg, 0xC0)..(JpegFiles.Find(Jpeg, 0xC0) + 19)]), "it has two heads" },
        { "a table of 4,080 codes", JpegFiles.Insert(Jpeg, 0xDA, Codes(255)), "a table of codes is not possible" },
        { "more codes of a length than fit", JpegFiles.Insert(Jpeg, 0xDA, Codes(1, 3)), "a table of codes is not possible" },
        { "a scan with a table that is missing", JpegFiles.Change(Jpeg, 0xDA, 6, 0x33), "lacks a table" },
        { "a scan of another component", JpegFiles.Change(Jpeg, 0xDA, 5, 77), "a scan is not possible" },
        { "restarts that are missing", JpegFiles.Insert(Jpeg, 0xDA, 0xFF, 0xDD, 0, 4, 0, 1), "0 restarts in a scan that must have 8" },
        { "nothing but a head", [0xFF, 0xD8, 0xFF, 0xD9], "ends before its pixels begin" },
        { "scans without end", Scans(600), "has more than 500 scans" },
        { "a GIF", "GIF89a..."u8.ToArray(), "is a GIF, not PNG or JPEG" },
        { "a WebP", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8], "is a WebP, not" },
        { "a BMP", "BM......"u8.ToArray(), "is a BMP, not" },
        { "a web page", "\n <!DOCTYPE html><html>"u8.ToArray(), "is a web page or other markup, not" },
        { "a letter", "Dear Sir,"u8.ToArray(), "is text, not" },
        { "zeros", new byte[500], "is nothing but zero bytes, not" },
        { "a PNG sent as text", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0A, 0x1A, 0x0A], "damaged on its way as text" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_sound_image_is_refused_by_name_and_reason(string what, byte[] file, string why)
    {
        var error = Assert.Throws<DataException>(() => ImageFile.ReadHead(file, "photo.jpg"));
        Assert.StartsWith("photo.jpg: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Contains(why, StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_bomb_costs_no_memory()
    {
        // 100 MB in 100 KB; the thread's own count, so that other tests do not matter.
        var bomb = PngFiles.Of(10, 10, 8, 2, new byte[100_000_000]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataException>(() => ImageFile.ReadHead(bomb, "bomb.png"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void The_largest_image_that_is_accepted_is_within_the_memory_allowed()
    {
        var head = ImageFile.ReadHead(PngFiles.Of(8192, 8192, 8, 2, new byte[8192 * (1 + (3 * 8192))]), "large.png");
        Assert.InRange(head.DecodeBytes, 8192L * 8192 * 3, ImageLimits.MaxDecodeBytes);
    }

    [Fact]
    public void What_follows_the_end_does_not_matter()
    {
        Assert.Equal(45, ImageFile.ReadHead([.. Jpeg, .. "thumbnail"u8], "a.jpg").Width);
        Assert.Equal(20, ImageFile.ReadHead([.. Png, .. "comment"u8], "a.png").Width);
    }

    private static byte[] Sized(int width, int height)
    {
        var file = JpegFiles.Change(Jpeg, 0xC0, 5, (byte)(height >> 8));
        var at = JpegFiles.Find(file, 0xC0);
        (file[at + 6], file[at + 7], file[at + 8]) = ((byte)height, (byte)(width >> 8), (byte)width);
        return file;
    }

    private static byte[] Flipped(byte[] whole, int at)
    {
        var file = whole.ToArray();
        file[at] ^= 1;
        return file;
    }

    // A segment with a table that has the given numbers of codes of each length, all of them for the first.
    private static byte[] Codes(params byte[] counts)
    {
        var lengths = Enumerable.Range(0, 16).Select(i => counts.Length == 1 ? counts[0] : i < counts.Length ? counts[i] : (byte)0).ToArray();
        var values = new byte[lengths.Sum(each => each)];
        return [0xFF, 0xC4, (byte)((19 + values.Length) >> 8), (byte)(19 + values.Length), 0x00, .. lengths, .. values];
    }

    private static byte[] Scans(int count)
    {
        var scan = Jpeg[JpegFiles.Find(Jpeg, 0xDA)..^2];
        return [.. Jpeg[..JpegFiles.Find(Jpeg, 0xDA)], .. Enumerable.Repeat(scan, count).SelectMany(each => each), 0xFF, 0xD9];
    }
}
