using ActorSearch.Data.Images;
using ActorSearch.Data.Tests.Support;

namespace ActorSearch.Data.Tests.Images;

/// <summary>
/// Thousands of damaged files, the same ones in every run: each is refused or decoded. Where ACTORSEARCH_FUZZ_FOLDER names
/// a folder, the files that reach the decoder are left there for native/images/sanitized.cpp.
/// </summary>
public sealed class FuzzTests
{
    private static readonly StackImageDecoder Decoder = new();
    private static readonly string? Folder = Environment.GetEnvironmentVariable("ACTORSEARCH_FUZZ_FOLDER");

    [Fact]
    public void No_damage_to_a_JPEG_brings_the_decoder_down()
    {
        var random = new Random(5);
        var reached = 0;
        foreach (var name in JpegFiles.Sound)
        {
            var whole = JpegFiles.Sample(name);
            for (var round = 0; round < 1500; round++)
            {
                reached += Try(Damaged(whole, random), $"{round:0000}-{name}");
            }
        }

        // Of 9,000 a good part must get past the checks, or nothing was tried.
        Assert.InRange(reached, 2000, 8999);
    }

    [Fact]
    public void No_damage_to_a_PNG_brings_the_decoder_down()
    {
        var random = new Random(6);
        var reached = 0;
        for (var round = 0; round < 4000; round++)
        {
            // The checksums are right, or nothing would reach the decoder.
            var (depth, colour) = Kinds[random.Next(Kinds.Length)];
            var (width, height, interlace) = (1 + random.Next(20), 1 + random.Next(20), random.Next(2));
            var raw = new byte[random.Next(3) == 0 ? random.Next(4000) : RawLength(width, height, depth, colour, interlace)];
            random.NextBytes(raw);
            if (random.Next(2) == 0)
            {
                // Mostly filters that there are; with random ones hardly a file would be decoded to its end.
                for (var i = 0; i < raw.Length; i++)
                {
                    raw[i] = (byte)(raw[i] % 5);
                }
            }

            var palette = PngFiles.Chunk("PLTE", new byte[3 * (1 + random.Next(256))]);
            var transparent = PngFiles.Chunk("tRNS", new byte[random.Next(8)]);
            byte[][] before = random.Next(2) == 0 ? [palette] : [palette, transparent];
            reached += Try(PngFiles.Of(width, height, depth, colour, raw, interlace, before), $"{round:0000}.png");
        }

        Assert.InRange(reached, 1000, 3999);
    }

    [Theory]
    [InlineData("baseline-420.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("")]
    public void A_file_cut_off_anywhere_is_refused(string name)
    {
        var whole = name.Length > 0 ? JpegFiles.Sample(name) : PhotoFolder.Photo(1, 2, 20);
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            Assert.Throws<DataException>(() => ImageFile.ReadHead(cut, "cut"));
        }
    }

    private static readonly (int, int)[] Kinds =
        [(1, 0), (2, 0), (4, 0), (8, 0), (16, 0), (8, 2), (16, 2), (1, 3), (2, 3), (4, 3), (8, 3), (8, 4), (16, 4), (8, 6), (16, 6)];

    private static int RawLength(int width, int height, int depth, int colour, int interlace)
    {
        var bits = depth * (colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 });
        if (interlace == 0)
        {
            return Rows(width, height);
        }

        return Rows((width + 7) / 8, (height + 7) / 8) + Rows((width + 3) / 8, (height + 7) / 8) + Rows((width + 3) / 4, (height + 3) / 8)
            + Rows((width + 1) / 4, (height + 3) / 4) + Rows((width + 1) / 2, (height + 1) / 4) + Rows(width / 2, (height + 1) / 2) + Rows(width, height / 2);

        int Rows(int columns, int rows) => columns == 0 ? 0 : rows * (1 + (((columns * bits) + 7) / 8));
    }

    private static byte[] Damaged(byte[] whole, Random random)
    {
        var file = whole.ToArray();
        for (var i = random.Next(6); i >= 0; i--)
        {
            // Half of the damage goes to the head, where tables and sizes are.
            ref var hit = ref file[random.Next(random.Next(2) == 0 ? Math.Min(700, file.Length) : file.Length)];
            hit = random.Next(4) == 0 ? (byte)random.Next(256) : (byte)(hit ^ (1 << random.Next(8)));
        }

        return file;
    }

    /// <returns>1 if the file got as far as the decoder.</returns>
    private static int Try(byte[] file, string name)
    {
        ImageHead head;
        try
        {
            head = ImageFile.ReadHead(file, name);
        }
        catch (DataException error)
        {
            Assert.StartsWith(name + ":", error.Message, StringComparison.Ordinal);
            return 0;
        }

        if (Folder is not null)
        {
            File.WriteAllBytes(Path.Combine(Folder, name), file);
        }

        // Damage may make an image large; that is tried elsewhere.
        if (head.PixelBytes > 10 << 20)
        {
            return 0;
        }

        var problem = Decoder.Decode(file, head, new byte[head.PixelBytes]);
        Assert.False(problem is { Length: 0 }, name);
        Assert.DoesNotContain("more memory", problem ?? "", StringComparison.Ordinal);
        return 1;
    }
}
