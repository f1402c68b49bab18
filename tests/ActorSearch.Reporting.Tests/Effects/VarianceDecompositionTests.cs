using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Effects;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Reporting.Tests.Effects;

public sealed class VarianceDecompositionTests
{
    private static readonly ImmutableArray<string> Names = ["a", "b", "c"];

    [Fact]
    public void On_the_full_grid_the_shares_are_those_of_the_analysis_of_variance_and_add_up() =>
        Prop.ForAll(Gen.Choose(-1000, 1000).ArrayOf(3 * 2 * 4 * 2).ToArbitrary(), metrics =>
        {
            var observations = FullGrid([3, 2, 4], 2).Select((l, i) => Observe(l, metrics[i] / 7.0)).ToArray();
            var total = SumOfSquares(observations, _ => 0);
            if (total == 0)
            {
                return true;
            }

            var shares = VarianceDecomposition.Of(Names, observations);
            double Between(params int[] dimensions) => 1 - (SumOfSquares(observations, o => dimensions.Aggregate(0, (k, d) => (k * 10) + Level(o, d))) / total);
            bool Agrees(double expected, double? share) => Math.Abs(expected - (share ?? 0)) < 1e-12;
            return shares.Mains.All(m => Agrees(Between(Names.IndexOf(m.Name)), m.Share))
                && shares.Interactions.All(i => (Names.IndexOf(i.First), Names.IndexOf(i.Second)) is var (f, s)
                    && Agrees(Between(f, s) - Between(f) - Between(s), i.Share))
                && Agrees(1 - Between(0, 1, 2), shares.Seeds)
                && Agrees(1, shares.Mains.Sum(m => m.Share) + shares.Interactions.Sum(i => i.Share) + shares.Seeds + shares.Rest);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_only_two_dimensions_together_do_is_their_share()
    {
        var shares = VarianceDecomposition.Of(Names, [.. FullGrid([2, 2, 2], 1).Select(l => Observe(l, l[0] ^ l[2]))]);

        Assert.Equal(("a", "c"), (shares.Interactions[0].First, shares.Interactions[0].Second));
        Assert.Equal(1, shares.Interactions[0].Share!.Value, 1e-12);
        Assert.All(shares.Mains, m => Assert.Equal(0, m.Share!.Value, 1e-12));
        Assert.Equal([0, 1, 1, 0], shares.Interactions[0].Cells.Select(c => c.Mean!.Value));
        Assert.Null(shares.Seeds);
    }

    [Fact]
    public void Holes_do_not_credit_a_dimension_with_what_another_does()
    {
        // Only a matters; b looks as though it did, since its first level has lost the trials of a's best.
        var shares = VarianceDecomposition.Of(
            ["a", "b"], [.. FullGrid([3, 3], 1).Select(l => Observe(l, l[0] == 2 && l[1] < 2 ? null : l[0]))]);

        Assert.Equal(0, shares.Mains.Single(m => m.Name == "b").Share!.Value, 1e-12);
        Assert.Equal((9, 2), (shares.Points, shares.Holes));
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 0], shares.Interactions[0].Cells.Select(c => c.Missing));
        Assert.StartsWith("2 of 9 points of the full grid are missing", shares.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_of_a_dimension_by_rounding_alone_is_no_share()
    {
        // c follows from b; groups of up to 11 trials leave last bits where exact numbers would leave nothing.
        var random = new Random(20261122);
        var observations = FullGrid([7, 5], 1)
            .SelectMany(l => Enumerable.Repeat(l, 1 + (((l[0] * 5) + (l[1] * 3)) % 11)))
            .Select(l => Observe([l[0], l[1], l[1] / 2], random.NextDouble()))
            .ToArray();

        var shares = VarianceDecomposition.Of(Names, observations);

        Assert.Null(shares.Mains.Single(m => m.Name == "c").Share);
        Assert.Null(shares.Interactions.Single(i => i is { First: "b", Second: "c" }).Share);
        Assert.NotNull(shares.Mains.Single(m => m.Name == "b").Share);
    }

    [Fact]
    public void A_dimension_that_follows_from_another_and_a_pair_that_never_applies_together_have_no_share()
    {
        // b applies to the second level of a alone, c to the first.
        ImmutableArray<ParameterValue?>[] points = [Levels(0, null, 0), Levels(0, null, 1), Levels(1, 0, null), Levels(1, 1, null)];
        var shares = VarianceDecomposition.Of(Names, [.. points.Select((p, i) => new Observation(p, (i * i) + 1, "completed"))]);

        Assert.Null(shares.Mains.Single(m => m.Name == "a").Share);
        Assert.All(shares.Interactions, i => Assert.Null(i.Share));
        Assert.NotNull(shares.Mains.Single(m => m.Name == "b").Share);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_first_trials_of_a_study_give_shares_or_none_but_no_error(int trials)
    {
        var shares = VarianceDecomposition.Of(Names, [.. FullGrid([2, 2, 2], 1).Take(trials).Select(l => Observe(l, l[2] + 1))]);

        Assert.Equal(3, shares.Mains.Length);
        Assert.Equal(trials < 2, shares.Rest is null);
        Assert.All(shares.Mains, m => Assert.True(m.Share is null || m.Name == "c"));
    }

    [Fact]
    public void A_metric_that_does_not_vary_has_nothing_to_share()
    {
        var shares = VarianceDecomposition.Of(Names, [.. FullGrid([2, 2, 2], 2).Select(l => Observe(l, 0.1))]);

        Assert.All(shares.Mains, m => Assert.Null(m.Share));
        Assert.All(shares.Interactions, i => Assert.Null(i.Share));
        Assert.Null(shares.Seeds);
        Assert.Null(shares.Rest);
        Assert.Equal("The metric does not vary, so there is nothing to share.", shares.Statement);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void The_unit_of_the_metric_does_not_matter(double unit)
    {
        double[] metrics = [1, 2, 5, 7, 3, 2, 9, 1];
        VarianceShares In(double scale) => VarianceDecomposition.Of(Names, [.. FullGrid([2, 2, 2], 1).Select((l, i) => Observe(l, metrics[i] * scale))]);

        Assert.Equal(
            In(1).Interactions.Select(i => Math.Round(i.Share!.Value, 12)),
            In(unit).Interactions.Select(i => Math.Round(i.Share!.Value, 12)));
    }

    [Fact]
    public void Metrics_that_are_no_numbers_are_holes()
    {
        var shares = VarianceDecomposition.Of(
            ["a", "b"], [.. FullGrid([2, 2], 1).Select((l, i) => Observe(l, i switch { 0 => double.NaN, 1 => double.PositiveInfinity, _ => i }))]);

        Assert.Equal(2, shares.Holes);
        Assert.Equal([1, 1, 0, 0], shares.Interactions[0].Cells.Select(c => c.Missing));
    }

    [Fact]
    public void A_large_grid_is_soon_split()
    {
        // No time is measured: with anything quadratic in the trials this test would not end.
        int[] sizes = [3, 3, 3, 3, 3, 3, 3, 5];
        var random = new Random(1);
        var names = sizes.Select((_, i) => $"d{i}").ToImmutableArray();

        var shares = VarianceDecomposition.Of(names, [.. FullGrid(sizes, 1).Select(l => Observe(l, l[7] + (0.1 * random.NextDouble())))]);

        Assert.Equal((10935, 0), (shares.Points, shares.Holes));
        Assert.Equal(28, shares.Interactions.Length);
        Assert.InRange(shares.Mains[0].Share!.Value, 0.99, 1);
    }

    private static ImmutableArray<ParameterValue?> Levels(params int?[] levels) =>
        [.. levels.Select(l => l is { } value ? (ParameterValue?)new ParameterValue.Integer(value) : null)];

    private static IEnumerable<int[]> FullGrid(int[] sizes, int replicates) =>
        sizes.Aggregate((IEnumerable<int[]>)[[]], (grid, size) => grid.SelectMany(l => Enumerable.Range(0, size).Select(i => (int[])[.. l, i])))
            .SelectMany(l => Enumerable.Repeat(l, replicates));

    private static Observation Observe(int[] levels, double? metric) =>
        new([.. levels.Select(l => (ParameterValue?)new ParameterValue.Integer(l))], metric, metric is null ? "diverged" : "completed");

    private static int Level(Observation observation, int dimension) => (int)((ParameterValue.Integer)observation.Levels[dimension]!).Value;

    private static double SumOfSquares(Observation[] observations, Func<Observation, int> group) => observations
        .GroupBy(group, o => o.Value!.Value)
        .Sum(g => g.Sum(v => (v - g.Average()) * (v - g.Average())));
}
