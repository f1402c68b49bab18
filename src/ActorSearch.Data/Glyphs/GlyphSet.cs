using ActorSearch.Core.Experiments;
using ActorSearch.Data.Splits;

namespace ActorSearch.Data.Glyphs;

/// <summary>
/// The drawn data set. Image i of a split depends on the seed, the split and i alone, so a larger split begins with
/// the images of a smaller one; every ten images in a row hold each digit once.
/// </summary>
internal static class GlyphSet
{
    public const int Channels = 1;
    public const int Side = GlyphCanvas.Side;

    private const int Classes = 10;
    private const int MaxImages = 1_000_000;
    private const ulong LabelPurpose = 10;
    private const ulong ImagePurpose = 11;

    private static readonly SplitSizes Defaults = new(Train: 4000, Validation: 1000, Test: 1000);

    /// <exception cref="DataException">A size is out of range, or a path is given.</exception>
    public static SplitSizes Sizes(DataSetSpec spec) => spec.Path is null
        ? SplitSizes.OfDrawn(spec, Defaults, MaxImages)
        : throw new DataException("dataset.path: glyphs are drawn, not read; leave the path out.");

    public static (ImageSet Train, ImageSet Validation, ImageSet Test) Draw(
        SplitSizes sizes, ulong seed, CancellationToken ct) =>
        (Draw(sizes.Train, seed, 0, ct), Draw(sizes.Validation, seed, 1, ct), Draw(sizes.Test, seed, 2, ct));

    private static ImageSet Draw(int count, ulong seed, uint split, CancellationToken ct)
    {
        var pixels = new byte[count * Side * Side];
        var labels = new byte[count];
        Span<int> order = stackalloc int[Classes];
        var canvas = new GlyphCanvas();
        for (var i = 0; i < count; i++)
        {
            if (i % Classes == 0)
            {
                ct.ThrowIfCancellationRequested();
                Deal(order, seed, IndexOf(split, i));
            }

            var digit = order[i % Classes];
            labels[i] = (byte)digit;
            GlyphPainter.Paint(
                digit, SplitMix64.Derive(seed, ImagePurpose, IndexOf(split, i)), canvas,
                pixels.AsSpan(i * Side * Side, Side * Side));
        }

        return new ImageSet(Channels, Side, Side, Classes, pixels, labels);
    }

    private static ulong IndexOf(uint split, int i) => ((ulong)split << 32) + (ulong)i;

    private static void Deal(Span<int> order, ulong seed, ulong index)
    {
        for (var k = 0; k < order.Length; k++)
        {
            order[k] = k;
        }

        SplitMix64.Derive(seed, LabelPurpose, index).Shuffle(order);
    }
}
