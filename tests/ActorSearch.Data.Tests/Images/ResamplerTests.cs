using ActorSearch.Core.Experiments;
using ActorSearch.Data.Images;
using ActorSearch.Data.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Data.Tests.Images;

public sealed class ResamplerTests
{
    /// <summary>7 columns and 5 rows of a formula, resized by Pillow 9.4 (Image.resize, BILINEAR).</summary>
    public static TheoryData<int, int, byte[]> Pillow => new()
    {
        { 2, 3, [115, 124, 140, 139, 144, 118] },
        { 10, 14, [0, 9, 28, 46, 65, 83, 102, 120, 139, 157, 176, 194, 213, 222, 23, 33, 53, 75, 98, 107, 102, 114, 144, 159, 161, 163, 168, 170,
            68, 80, 104, 132, 165, 155, 102, 101, 154, 164, 130, 101, 77, 65, 114, 128, 154, 173, 183, 155, 86, 89, 164, 184, 148, 103, 51, 25,
            159, 175, 204, 198, 154, 106, 53, 76, 174, 220, 213, 169, 88, 48, 141, 158, 190, 191, 157, 122, 85, 96, 152, 192, 214, 187, 110, 72,
            58, 77, 113, 152, 192, 201, 181, 147, 99, 100, 151, 157, 116, 95, 40, 60, 99, 144, 194, 217, 213, 167, 77, 56, 105, 127, 122, 119,
            85, 107, 150, 169, 165, 168, 181, 154, 87, 60, 74, 96, 127, 142, 108, 130, 175, 181, 150, 144, 165, 147, 92, 62, 59, 81, 130, 154] },
        { 9, 4, [19, 77, 145, 203, 52, 104, 142, 153, 107, 150, 136, 71, 157, 136, 153, 96, 205, 107, 176, 149, 125, 164, 136, 135, 71, 203, 103, 121,
            118, 175, 97, 113, 147, 158, 94, 108] },
        { 1, 1, [131] },
        { 3, 7, [39, 82, 135, 90, 166, 144, 132, 125, 188, 161, 72, 177, 192, 60, 69, 152, 182, 196, 46, 98, 134] },
        { 2, 20, [79, 81, 98, 116, 131, 137, 143, 138, 113, 88, 93, 129, 166, 175, 167, 160, 141, 119, 96, 94, 87, 89, 115, 142, 164, 169, 174, 174,
            166, 157, 142, 121, 99, 102, 120, 138, 132, 120, 108, 107] },
    };

    [Theory]
    [MemberData(nameof(Pillow))]
    public void The_result_is_that_of_Pillow(int height, int width, byte[] expected)
    {
        var source = Enumerable.Range(0, 35).Select(i => (X: i % 7, Y: i / 7)).Select(p => (byte)((p.X * 37) + (p.Y * 91) + (p.X * p.X * p.Y * 13))).ToArray();
        var resized = Resize(source, 5, 7, height, width);
        Assert.All(resized.Zip(expected), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
        Assert.InRange(resized.Zip(expected).Count(pair => pair.First != pair.Second), 0, expected.Length / 10);
    }

    private static Arbitrary<(int H, int W, int NewH, int NewW, byte Value)> Sizes() => (
        from h in Gen.Choose(1, 40)
        from w in Gen.Choose(1, 40)
        from newH in Gen.Choose(1, 60)
        from newW in Gen.Choose(1, 60)
        from value in Gen.Choose(0, 255)
        select (h, w, newH, newW, (byte)value)).ToArbitrary();

    [Fact]
    public void One_colour_stays_that_colour() => Prop.ForAll(Sizes(), it =>
        Resize([.. Enumerable.Repeat(it.Value, it.H * it.W)], it.H, it.W, it.NewH, it.NewW).All(value => value == it.Value)).Holds();

    [Fact]
    public void The_size_that_it_has_changes_nothing() => Prop.ForAll(Sizes(), it =>
    {
        var source = Noise(it.H * it.W, it.Value);
        return Resize(source, it.H, it.W, it.H, it.W).SequenceEqual(source);
    }).Holds();

    [Fact]
    public void A_mirror_image_resized_is_the_mirror_of_the_resized() => Prop.ForAll(Sizes(), it =>
    {
        var source = Noise(it.H * it.W, it.Value);
        var mirrored = Mirror(Resize(Mirror(source, it.W), it.H, it.W, it.NewH, it.NewW), it.NewW);
        return Resize(source, it.H, it.W, it.NewH, it.NewW).SequenceEqual(mirrored);
    }).Holds();

    [Fact]
    public void Shrinking_keeps_the_brightness()
    {
        var source = Noise(64 * 64, 9);
        Assert.Equal(source.Average(value => value), Resize(source, 64, 64, 8, 8).Average(value => value), 3.0);
    }

    [Fact]
    public void Half_of_black_and_white_columns_is_grey() =>
        Assert.All(Resize([.. Enumerable.Range(0, 64).Select(i => (byte)(i % 2 * 255))], 8, 8, 4, 4)[1..3], value => Assert.InRange(value, 127, 128));

    [Fact]
    public void Images_of_any_data_set_are_brought_to_the_size_asked_for()
    {
        using var folder = IdxFiles.SmallFolder();
        var sources = new DataSources("/nowhere");
        var resize = new PixelSize(20, 30);
        foreach (var spec in new[] { new DataSetSpec("mnist", folder.Path), new DataSetSpec("glyphs", null, 20, 10, 10) })
        {
            var (asTheyAre, resized) = (Load(spec), Load(spec with { Resize = resize }));
            var description = DataSets.Describe(spec with { Resize = resize });
            Assert.Equal((20, 30), (description.Height, description.Width));
            Assert.Equal((20, 30), (resized.Test.Height, resized.Test.Width));
            Assert.Equal(asTheyAre.Train.Labels.ToArray(), resized.Train.Labels.ToArray());
            Assert.Equal(Resize(asTheyAre.Validation.Image(3).ToArray(), 28, 28, 20, 30), resized.Validation.Image(3).ToArray());
            Assert.NotEqual(asTheyAre.Fingerprint, resized.Fingerprint);
            Assert.Equal(asTheyAre.Fingerprint, Load(spec with { Resize = new PixelSize(28, 28) }).Fingerprint);
        }

        DataSplits Load(DataSetSpec spec) => DataSets.Load(spec, 1, sources, CancellationToken.None);
    }

    private static byte[] Resize(byte[] source, int height, int width, int newHeight, int newWidth)
    {
        var resampler = new Resampler(height, width, newHeight, newWidth);
        var target = new byte[newHeight * newWidth];
        resampler.Resize(source, target, new byte[resampler.ScratchLength]);
        return target;
    }

    private static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mirror(byte[] image, int width) => [.. image.Chunk(width).SelectMany(row => row.Reverse())];
}
