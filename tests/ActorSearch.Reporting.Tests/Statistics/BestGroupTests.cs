using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Tests.Statistics;

public sealed class BestGroupTests
{
    private const double Share = 0.05;

    /// <summary>
    /// With equal errors that are known, the bounds are those of one-sided comparisons with a control (Dunnett, Journal of
    /// the American Statistical Association 50, 1955, table 1a, last line).
    /// </summary>
    [Theory]
    [InlineData(1, 1.64)]
    [InlineData(2, 1.92)]
    [InlineData(3, 2.06)]
    [InlineData(5, 2.23)]
    [InlineData(9, 2.42)]
    public void With_equal_errors_the_bound_is_dunnett_s(int others, double critical)
    {
        var points = Enumerable.Repeat(new Estimate(0, 0.01, double.PositiveInfinity), others + 1).ToArray();
        var comparison = new JointComparison(points);

        Assert.True(comparison.IsChance(points[0], critical - 0.02, Share));
        Assert.False(comparison.IsChance(points[0], critical + 0.02, Share));
    }

    /// <summary>
    /// Against R 4.2: the root of <c>1 - integrate(dt(t, nu) * pt((T * sqrt(s^2 + 1) + s * t), nu)^k) = 0.05</c>, with s the
    /// point's own error and 1 that of each of k others.
    /// </summary>
    [Theory]
    [InlineData(2, 9, 1, 2.179224)]
    [InlineData(8, 4, 1, 3.66168)]
    [InlineData(5, 4, 3, 2.645032)]
    public void With_errors_of_few_degrees_of_freedom_the_bound_is_the_integral_s(int others, double freedom, double own, double critical)
    {
        var point = new Estimate(0, own, freedom);
        var comparison = new JointComparison([point, .. Enumerable.Repeat(new Estimate(0, 1, freedom), others)]);

        Assert.True(comparison.IsChance(point, critical * 0.97, Share));
        Assert.False(comparison.IsChance(point, critical * 1.03, Share));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(30)]
    public void Among_points_that_are_known_exactly_the_bound_is_student_s(double freedom)
    {
        // 5 % of the t distribution, whatever the number of the others: they share the one error that there is.
        var critical = Distributions.StudentUpperQuantile(Share, freedom);
        var point = new Estimate(0, 0.01, freedom);
        var comparison = new JointComparison([point, .. Enumerable.Repeat(new Estimate(1, 0, freedom), 50)]);

        Assert.True(comparison.IsChance(point, critical * 0.97, Share));
        Assert.False(comparison.IsChance(point, critical * 1.03, Share));
    }

    [Fact]
    public void A_point_that_varies_much_leaves_the_group_where_it_lies_far_behind()
    {
        Estimate[] bestFirst =
        [
            .. Enumerable.Range(0, 70).Select(i => new Estimate(0.97 - (0.0001 * i), 0.002, 2.2)),
            new Estimate(0.94, 0.05, 2.2),
            new Estimate(0.28, 0.055, 2.2),
        ];

        var group = BestGroup.OfMeans(bestFirst, 0.95);

        Assert.All(group[..71], Assert.True);
        Assert.False(group[71]);
    }

    [Fact]
    public void Points_that_are_known_exactly_are_told_apart_by_any_difference()
    {
        Assert.Equal([true, true, false], BestGroup.OfMeans([new(0.5, 0, 4), new(0.5, 0, 4), new(0.4, 0, 4)], 0.95));
        Assert.Equal([true], BestGroup.OfMeans([new(0.5, 0, 4)], 0.95));
        Assert.Empty(BestGroup.OfMeans([], 0.95));
    }

    [Fact]
    public void A_point_known_exactly_stays_behind_one_that_varies()
    {
        Assert.Equal([true, true], BestGroup.OfMeans([new(0.6, 0.1, 4), new(0.5, 0, 4)], 0.95));
        Assert.Equal([true, false], BestGroup.OfMeans([new(0.9, 0.1, 4), new(0.5, 0, 4)], 0.95));
    }
}
