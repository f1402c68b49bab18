using ActorSearch.Cli.Dashboard;

namespace ActorSearch.Cli.Tests.Dashboard;

public sealed class BuildPaceTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.001, 1)]
    [InlineData(0.005, 1)]
    [InlineData(0.01, 2)]
    [InlineData(1.5, 300)]
    public void Documents_take_no_more_than_half_a_percent_of_a_core(double costSeconds, double restSeconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(restSeconds), BuildPace.Default.After(TimeSpan.FromSeconds(costSeconds), isFirst: false));

    [Fact]
    public void The_first_document_loads_code_and_says_nothing_of_the_cost_of_others() =>
        Assert.Equal(TimeSpan.FromSeconds(1), BuildPace.Default.After(TimeSpan.FromSeconds(1), isFirst: true));
}
