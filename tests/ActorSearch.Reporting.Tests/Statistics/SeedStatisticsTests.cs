using ActorSearch.Reporting.Statistics;
using FsCheck;
using FsCheck.Fluent;
using Interval = ActorSearch.Reporting.Statistics.Interval;

namespace ActorSearch.Reporting.Tests.Statistics;

public sealed class SeedStatisticsTests
{
    private const double Level = 0.95;

    private static readonly Gen<double[][]> AnyStudy =
        from shape in Gen.Elements("normal", "heteroscedastic", "coarse ties")
        from points in Gen.Choose(1, 12)
        from seeds in Gen.Choose(2, 4)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select SimulatedSeeds.Draw(shape, points, seeds, new Random(seed)).Metrics;

    [Fact]
    public void Draws_are_those_of_the_published_generator()
    {
        var draws = new SplitMix64(1234567);

        Assert.Equal((6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL), (draws.Next(), draws.Next(), draws.Next()));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(draws.NextIndex(7), 0, 6));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(draws.NextUnit(), 0, 1 - double.Epsilon));
    }

    [Fact]
    public void A_mean_of_equal_values_is_that_value_and_no_order_changes_a_bit()
    {
        Assert.Equal(0.1, Means.Of([0.1, 0.1, 0.1]));
        Assert.Equal(Means.Of([0.1, 0.7, 0.3, 1e9]), Means.Of([1e9, 0.3, 0.7, 0.1]));
        Assert.Equal(0, Means.Of([double.MaxValue, -double.MaxValue]));
        Assert.Equal(double.MaxValue, Means.Of([double.MaxValue, double.MaxValue]));
        Assert.True(double.IsNaN(Means.Of([])));
    }

    [Fact]
    public void A_point_alone_has_the_variance_and_the_freedom_of_its_own_seeds()
    {
        var spread = SeedSpread.Of([[0.8, 0.82, 0.87]])!;

        Assert.Equal(0.036055512754639925 / Math.Sqrt(3), spread.Estimates[0].StandardError, 1e-9);
        Assert.Equal(2, spread.Estimates[0].DegreesOfFreedom, 1e-9);
    }

    [Fact]
    public void Residuals_of_points_of_few_seeds_are_stretched_since_their_means_follow_them()
    {
        double[][] points = [[0.50, 0.52], [0.61, 0.60, 0.63, 0.62, 0.64]];
        var spread = SeedSpread.Of(points)!;

        // Residuals times (variance (R - 1) / R)^1/2 are distances from the mean, but for one factor that all share.
        var stretched = points.SelectMany((seeds, p) => seeds.Select(y =>
            (y - seeds.Average()) / (spread.Estimates[p].StandardError * Math.Sqrt(seeds.Length - 1)))).Order().ToArray();
        var size = Math.Sqrt(stretched.Average(r => r * r));
        Assert.Equal(stretched.Select(r => r / size), spread.Residuals, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Where_figures_repeat_no_variance_is_believed_to_be_below_that_of_one_step()
    {
        // Two images of 1,000 apart at the closest; in units of the largest figure.
        var spread = SeedSpread.Of([[0.900, 0.900], [0.902, 0.902], [0.904, 0.910]])!;
        var step = 0.002 / 0.910;
        var prior = VariancePrior.Of([(step * step / 12, 1), (step * step / 12, 1), (step * step * 9 / 2, 1)])!.Value;

        Assert.Equal(0.910 * Math.Sqrt(prior.Moderate(step * step / 12, 1).Variance / 2), spread.Estimates[0].StandardError, 1e-9);
    }

    [Fact]
    public void Points_that_scatter_alike_share_one_variance_and_points_that_do_not_keep_their_own()
    {
        // Chi-squared variances of 2 degrees of freedom at evenly spaced probabilities: what one variance for all looks like.
        var alike = VariancePrior.Of(Enumerable.Range(0, 200).Select(i => (-Math.Log((i + 0.5) / 200), 2)))!.Value;
        var unlike = VariancePrior.Of(Enumerable.Range(0, 200).Select(i => (Math.Pow(10, i % 9), 2)))!.Value;

        Assert.InRange(alike.DegreesOfFreedom, 30, 1024);
        Assert.InRange(alike.Variance, 0.9, 1.1);
        Assert.Equal(400, alike.Pooled);
        Assert.InRange(unlike.DegreesOfFreedom, 1, 1.2);
        Assert.InRange(alike.Moderate(0, 2).Variance, 0.85, 1.1);
        Assert.InRange(alike.Moderate(0, 2).DegreesOfFreedom, 25, 400);
        Assert.InRange(unlike.Moderate(1e8, 2).Variance, 0.5e8, 1e8);
    }

    [Fact]
    public void The_prior_finds_the_degrees_of_freedom_that_variances_were_drawn_with()
    {
        // Variances of points that follow s0^2 F(d, d0) with d0 = 8 and s0^2 = 0.25: a chi-squared draw by another.
        var random = new Random(5);
        double ChiSquared(int freedom) => Enumerable.Range(0, freedom).Sum(_ => Math.Pow(SimulatedSeeds.Normal(random), 2));

        var prior = VariancePrior.Of(Enumerable.Range(0, 5000).Select(_ => (0.25 * (ChiSquared(3) / 3) / (ChiSquared(8) / 8), 3)))!.Value;

        Assert.InRange(prior.DegreesOfFreedom, 6.5, 9.5);
        Assert.InRange(prior.Variance, 0.24, 0.26);
    }

    [Fact]
    public void One_seed_a_point_tells_no_variance() => Assert.Null(SeedSpread.Of([[0.1], [0.2]]));

    [Fact]
    public void A_point_of_one_seed_takes_its_variance_from_the_others()
    {
        var spread = SeedSpread.Of([[0.8, 0.82], [0.7], [0.6, 0.61]])!;

        Assert.InRange(spread.Estimates[1].StandardError, spread.Estimates[2].StandardError, 0.02);
        Assert.True(spread.Estimates[1].DegreesOfFreedom < spread.Estimates[0].DegreesOfFreedom);
    }

    [Fact]
    public void No_order_of_points_or_seeds_changes_a_bit() =>
        Prop.ForAll(AnyStudy.ToArbitrary(), study =>
        {
            var turned = study.Reverse().Select(p => p.Reverse().ToArray()).ToArray();
            return Intervals(study).SequenceEqual(Intervals(turned).Reverse());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_interval_holds_the_mean_and_another_unit_gives_the_same_one_in_that_unit() =>
        Prop.ForAll(AnyStudy.ToArbitrary(), study =>
        {
            var intervals = Intervals(study);
            var scaled = Intervals([.. study.Select(p => p.Select(v => v * 1024).ToArray())]);
            return intervals.Zip(study).All(i => i.First.Low <= i.Second.Average() + 1e-12 && i.Second.Average() - 1e-12 <= i.First.High)
                && intervals.Zip(scaled).All(i =>
                    Math.Abs((i.First.Low * 1024) - i.Second.Low) <= 2e-3 * (i.Second.High - i.Second.Low)
                    && Math.Abs((i.First.High * 1024) - i.Second.High) <= 2e-3 * (i.Second.High - i.Second.Low));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Among_many_points_of_normal_scatter_an_interval_is_that_of_Students_t()
    {
        var study = SimulatedSeeds.Draw("normal", 400, 3, new Random(3));
        var spread = SeedSpread.Of(study.Metrics)!;

        var interval = new ResidualBootstrap(spread, _ => 5).Around(spread.Estimates[0], 3, Level);

        var half = spread.Estimates[0].StandardError * Distributions.StudentUpperQuantile(0.025, spread.Estimates[0].DegreesOfFreedom);
        Assert.Equal(1, (spread.Estimates[0].Mean - interval.Low) / half, 0.05);
        Assert.Equal(1, (interval.High - spread.Estimates[0].Mean) / half, 0.05);
    }

    [Fact]
    public void A_sure_second_can_put_out_what_an_unsure_first_cannot() => Assert.Equal(
        [true, true, false],
        BestGroup.OfMeans([new Estimate(1, 1, 100), new Estimate(0.9, 0.01, 100), new Estimate(0.5, 0.01, 100)], Level));

    [Fact]
    public void The_best_share_alone_decides_who_is_in_the_group_of_shares() =>
        Prop.ForAll(Gen.Choose(0, 200).NonEmptyListOf().Where(l => l.Count > 1).ToArbitrary(), hits =>
        {
            double[] shares = [.. hits.Select(h => h / 200.0).OrderDescending()];
            var z = Distributions.StudentUpperQuantile(0.05 / (shares.Length - 1), double.PositiveInfinity);
            bool Beats(double a, double b) => (a + b) / 2 is var p && a > b && (a - b) > z * Math.Sqrt(2 * p * (1 - p) / 200) * (1 + 1e-12);
            var group = BestGroup.OfShares(shares, 200, Level);
            return shares.Select((s, i) => (s, i)).All(x => group[x.i] == !shares.Any(other => Beats(other, x.s)));
        }).QuickCheckThrowOnFailure();

    private static Interval[] Intervals(double[][] study)
    {
        var spread = SeedSpread.Of(study)!;
        var bootstrap = new ResidualBootstrap(spread, _ => 7, resamples: 500);
        return [.. study.Select((p, i) => bootstrap.Around(spread.Estimates[i], p.Length, Level))];
    }
}
