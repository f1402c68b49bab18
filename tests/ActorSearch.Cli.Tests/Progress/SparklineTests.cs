using ActorSearch.Cli.Progress.Screen;

namespace ActorSearch.Cli.Tests.Progress;

public sealed class SparklineTests
{
    private const string Steps = "01234567";

    [Fact]
    public void Values_become_heights_from_the_lowest_to_the_highest() =>
        Assert.Equal("0374", Sparkline.Of([-2, 1, 5, 2], 8, Steps));

    [Fact]
    public void More_values_than_cells_are_thinned_and_the_last_stays() =>
        Assert.Equal("2357", Sparkline.Of([.. Enumerable.Range(0, 100).Select(i => (double)i)], 4, Steps));

    [Fact]
    public void Equal_values_lie_flat_and_the_largest_numbers_have_heights()
    {
        Assert.Equal("00", Sparkline.Of([1, 1], 8, Steps));
        Assert.Equal("07", Sparkline.Of([double.MinValue, double.MaxValue], 8, Steps));
    }

    [Theory]
    [InlineData(new[] { 1.0 }, Steps)]
    [InlineData(new[] { 1.0, double.NaN }, Steps)]
    [InlineData(new[] { 1.0, double.PositiveInfinity }, Steps)]
    [InlineData(new[] { 1.0, 2.0 }, "")]
    public void What_is_no_curve_is_not_drawn(double[] values, string steps) => Assert.Empty(Sparkline.Of(values, 8, steps));
}
