using ActorSearch.Core.Experiments;
using ActorSearch.Data.Glyphs;
using ActorSearch.Data.Splits;

namespace ActorSearch.Data.Tests;

public sealed class GlyphTests
{
    private static readonly DataSources Nowhere = new("/nowhere");

    private static DataSplits Glyphs(int train, int validation, int test, ulong seed = 22) =>
        DataSets.Load(new DataSetSpec("glyphs", null, train, validation, test), seed, Nowhere, CancellationToken.None);

    [Fact]
    public void A_seed_draws_the_same_bytes_for_ever() =>
        Assert.Equal(
            "4fc839f17ab6651a4eae5b3205a7698f89936370a974b06f4e2ff961a00cd371",
            Glyphs(200, 100, 100).Fingerprint);

    [Fact]
    public void Another_seed_draws_other_pictures() =>
        Assert.NotEqual(Glyphs(10, 10, 10, seed: 1).Fingerprint, Glyphs(10, 10, 10, seed: 2).Fingerprint);

    [Fact]
    public void A_larger_split_begins_with_the_pictures_of_a_smaller_one()
    {
        var (small, large) = (Glyphs(37, 5, 5), Glyphs(80, 33, 21));
        foreach (var (few, many) in new[] { (small.Train, large.Train), (small.Validation, large.Validation), (small.Test, large.Test) })
        {
            Assert.Equal(few.Pixels.ToArray(), many.Pixels[..few.Pixels.Length].ToArray());
            Assert.Equal(few.Labels.ToArray(), many.Labels[..few.Count].ToArray());
        }
    }

    [Fact]
    public void No_two_pictures_are_alike()
    {
        var splits = Glyphs(300, 100, 100);
        var pictures = new[] { splits.Train, splits.Validation, splits.Test }
            .SelectMany(set => Enumerable.Range(0, set.Count).Select(i => Convert.ToHexString(set.Image(i))));
        Assert.Equal(500, pictures.Distinct().Count());
    }

    [Fact]
    public void Every_digit_has_its_share_within_one_picture()
    {
        foreach (var count in new[] { 1, 9, 10, 57, 200 })
        {
            var counts = Glyphs(count, 1, 1).Train.ClassCounts();
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void Labels_do_not_follow_a_pattern()
    {
        var labels = Glyphs(100, 1, 1).Train.Labels.ToArray();
        Assert.True(labels.Chunk(10).Select(Convert.ToHexString).Distinct().Count() > 5);
    }

    [Fact]
    public void Every_style_of_every_digit_leaves_ink_in_the_middle_of_the_picture()
    {
        Assert.Equal(10, GlyphStyles.OfDigit.Length);
        foreach (var style in GlyphStyles.OfDigit.SelectMany(styles => styles))
        {
            Assert.Equal('M', style[0].Command);
            Assert.All(style, move => Assert.Contains(move.Command, "MLC"));
            Assert.All(style.Select(move => move.Points[^1]), end =>
            {
                Assert.InRange(end.X, 0.15, 0.85);
                Assert.InRange(end.Y, 0, 1);
            });
        }
    }

    [Fact]
    public void A_linear_model_learns_much_but_far_from_all()
    {
        var splits = Glyphs(2000, 500, 1);
        Assert.InRange(SoftmaxRegression.Accuracy(splits.Train, splits.Validation), 0.6, 0.92);
    }

    [Theory]
    [InlineData(0, 1, 1, "dataset.train: 0")]
    [InlineData(1, -5, 1, "dataset.validation: -5")]
    [InlineData(1, 1, 1_000_001, "dataset.test: 1000001 is more than glyphs draws; at most 1000000.")]
    public void Impossible_sizes_are_refused(int train, int validation, int test, string message) =>
        Assert.StartsWith(
            message, Assert.Throws<DataException>(() => Glyphs(train, validation, test)).Message, StringComparison.Ordinal);

    [Fact]
    public void Glyphs_take_no_path() =>
        Assert.Contains("dataset.path", Assert.Throws<DataException>(
            () => DataSets.Describe(new DataSetSpec("glyphs", "somewhere"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Drawing_stops_when_asked_to()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => GlyphSet.Draw(new SplitSizes(10, 10, 10), 1, stopped.Token));
    }
}
