using System.Security.Cryptography;
using ActorSearch.Data.Images;
using ActorSearch.Data.Tests.Support;

namespace ActorSearch.Data.Tests.Images;

public sealed class DecodingTests
{
    private static readonly StackImageDecoder Decoder = new();

    [Theory]
    [InlineData("baseline-420.jpg", "971f78a72abd26239e2d608154bfe6aef3a129761564b57c275e8bd71c9c21d4")]
    [InlineData("baseline-422.jpg", "57b763fdbce1465513f92bf40fdafd3e2021ccc1848731192f82fd7ab93c86ad")]
    [InlineData("baseline-444.jpg", "90187e249c7230c3bf1fe2822d670d81b13a884cb5f1e75db52fefadd202b81f")]
    [InlineData("progressive.jpg", "971f78a72abd26239e2d608154bfe6aef3a129761564b57c275e8bd71c9c21d4")]
    [InlineData("grey.jpg", "b748a15c734f54d7498fc121a237203f9291567c72ca905adaa34cda346763a7")]
    [InlineData("restarts.jpg", "971f78a72abd26239e2d608154bfe6aef3a129761564b57c275e8bd71c9c21d4")]
    public void Every_coding_of_JPEG_gives_the_same_bytes_in_both_stacks(string name, string sha256)
    {
        var (head, pixels) = Decode(JpegFiles.Sample(name));
        Assert.Equal((45, 37), (head.Width, head.Height));
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(pixels)));
    }

    [Fact]
    public void Codings_of_one_picture_look_alike()
    {
        var (_, best) = Decode(JpegFiles.Sample("baseline-444.jpg"));
        foreach (var name in new[] { "baseline-420.jpg", "baseline-422.jpg", "progressive.jpg" })
        {
            var (_, pixels) = Decode(JpegFiles.Sample(name));
            Assert.InRange(pixels.Zip(best, (a, b) => (double)Math.Abs(a - b)).Average(), 0.1, 25);
        }

        // The codes of a progressive file come in another order, and the coefficients are those of the baseline file.
        Assert.Equal(Decode(JpegFiles.Sample("baseline-420.jpg")).Pixels, Decode(JpegFiles.Sample("progressive.jpg")).Pixels);
    }

    [Fact]
    public void Grey_becomes_three_equal_planes()
    {
        var (_, pixels) = Decode(JpegFiles.Sample("grey.jpg"));
        Assert.All(pixels.Chunk(3), pixel => Assert.True(pixel[0] == pixel[1] && pixel[1] == pixel[2]));
    }

    [Fact]
    public void Red_green_and_blue_keep_their_places() =>
        Assert.Equal([1, 2, 3, 4, 5, 6], Decode(PngFiles.Rgb(2, 1, (x, _) => ((byte)(1 + (3 * x)), (byte)(2 + (3 * x)), (byte)(3 + (3 * x))))).Pixels);

    [Fact]
    public void Transparency_is_dropped()
    {
        var file = PngFiles.Of(2, 1, 8, 6, PngFiles.Raw(2, 1, 4, (x, _, bytes) => new byte[] { 10, 20, 30, (byte)(x * 255) }.CopyTo(bytes)));
        Assert.Equal([10, 20, 30, 10, 20, 30], Decode(file).Pixels);
    }

    [Fact]
    public void Of_16_bits_the_upper_8_count()
    {
        var file = PngFiles.Of(1, 1, 16, 2, [0, 0x12, 0xFF, 0x34, 0x00, 0x56, 0x80]);
        Assert.Equal([0x12, 0x34, 0x56], Decode(file).Pixels);
    }

    [Fact]
    public void A_single_bit_is_black_or_white() =>
        Assert.Equal([255, 255, 255, 0, 0, 0], Decode(PngFiles.Of(2, 1, 1, 0, [0, 0b1000_0000])).Pixels);

    [Fact]
    public void A_palette_is_looked_up()
    {
        var palette = PngFiles.Chunk("PLTE", [1, 2, 3, 4, 5, 6]);
        Assert.Equal([4, 5, 6, 1, 2, 3], Decode(PngFiles.Of(2, 1, 8, 3, [0, 1, 0], 0, palette)).Pixels);
    }

    [Fact]
    public void What_a_palette_does_not_have_is_black()
    {
        var palette = PngFiles.Chunk("PLTE", [1, 2, 3]);
        Assert.Equal([1, 2, 3, 0, 0, 0], Decode(PngFiles.Of(2, 1, 8, 3, [0, 0, 200], 0, palette)).Pixels);
    }

    [Fact]
    public void An_interlaced_image_is_the_same_image()
    {
        // 2 x 2 in Adam7: the corner in pass 1, its right neighbour in pass 6, the row below in pass 7.
        byte[] raw = [0, 1, 1, 1, 0, 2, 2, 2, 0, 3, 3, 3, 4, 4, 4];
        Assert.Equal([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], Decode(PngFiles.Of(2, 2, 8, 2, raw, interlace: 1)).Pixels);
    }

    [Fact]
    public void Planes_come_one_after_another()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.png", PngFiles.Rgb(2, 1, (x, _) => ((byte)x, (byte)(10 + x), (byte)(20 + x))));
        byte[]? planes = null;
        ImageFile.Decode(path, "a.png", Decoder, (_, decoded) => planes = decoded);
        Assert.Equal([0, 1, 10, 11, 20, 21], planes);
    }

    private static (ImageHead Head, byte[] Pixels) Decode(byte[] file)
    {
        var head = ImageFile.ReadHead(file, "file");
        var pixels = new byte[head.PixelBytes];
        Assert.Null(Decoder.Decode(file, head, pixels));
        return (head, pixels);
    }
}
