using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Trials;

public sealed class CurvesTests
{
    [Theory]
    [InlineData(100, 938, 100)]
    [InlineData(1, 1000, 1)]
    [InlineData(1, 1001, 2)]
    [InlineData(1, 2001, 2)]
    [InlineData(1, 2002, 3)]
    [InlineData(7, 60_000, 63)]
    [InlineData(int.MaxValue, 60_000, int.MaxValue)]
    public void An_interval_is_as_stated_or_a_multiple_that_gives_no_more_points_than_an_epoch_may_have(int every, int steps, int expected) =>
        Assert.Equal(expected, new Curves(every).Interval(steps));

    [Fact]
    public void No_interval_gives_more_points_than_an_epoch_may_have()
    {
        foreach (var every in new[] { 1, 2, 3, 7, 10, 99, 100 })
        {
            for (var steps = 1; steps < 20_000; steps += 13)
            {
                var interval = new Curves(every).Interval(steps)!.Value;
                Assert.InRange(steps / interval, 0, Curves.MaxBatchesPerEpoch);
                Assert.Equal(0, interval % every);
                Assert.True(interval == every || steps / (interval - every) > Curves.MaxBatchesPerEpoch, $"{every} {steps}");
            }
        }
    }

    [Fact]
    public void Without_a_number_nothing_is_measured_within_epochs() => Assert.Null(new Curves(Test: true).Interval(938));
}
