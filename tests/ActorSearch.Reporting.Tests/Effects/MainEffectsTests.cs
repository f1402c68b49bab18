using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Effects;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Reporting.Tests.Effects;

public sealed class MainEffectsTests
{
    private static readonly ImmutableArray<string> Names = ["a", "b"];

    private static readonly Gen<double?> AnyMetric = Gen.OneOf(
        Gen.Choose(-1000, 1000).Select(v => (double?)v / 7),
        ArbMap.Default.GeneratorFor<double>().Select(v => (double?)v),
        Gen.Constant((double?)null));

    private static readonly Gen<Observation[]> AnyObservations = (
        from a in Gen.Choose(0, 3)
        from b in Gen.Choose(0, 2)
        from metric in AnyMetric
        select Observe(a, b, metric)).ArrayOf();

    [Fact]
    public void Shares_lie_between_0_and_1_and_every_trial_is_counted_or_missing() =>
        Prop.ForAll(AnyObservations.ToArbitrary(), observations =>
            MainsOf(Names, observations).All(e =>
                e.Share is null or (>= 0 and <= 1)
                && e.Range is null or >= 0
                && e.Levels.Sum(l => l.Counted + l.Missing.Sum(m => m.Value)) == observations.Length))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void No_order_of_the_trials_changes_a_bit() =>
        Prop.ForAll(
            AnyObservations.SelectMany(o => Gen.Shuffle(o).Select(s => (Original: o, Shuffled: s))).ToArbitrary(),
            pair => Describe(pair.Original) == Describe(pair.Shuffled)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_full_grid_of_added_effects_gives_each_dimension_its_exact_share() =>
        Prop.ForAll(
            Gen.Choose(-50, 50).ArrayOf(3).Zip(Gen.Choose(-50, 50).ArrayOf(4)).ToArbitrary(),
            effects =>
            {
                var observations =
                    from a in Enumerable.Range(0, 3)
                    from b in Enumerable.Range(0, 4)
                    select Observe(a, b, effects.Item1[a] + effects.Item2[b]);
                var varianceOfA = Variance(effects.Item1);
                var varianceOfB = Variance(effects.Item2);
                var found = MainsOf(Names, [.. observations]).ToDictionary(e => e.Name);
                return varianceOfA + varianceOfB == 0
                    ? found.Values.All(e => e.Share is null)
                    : Math.Abs(found["a"].Share!.Value - (varianceOfA / (varianceOfA + varianceOfB))) < 1e-12
                        && Math.Abs(found["b"].Share!.Value - (varianceOfB / (varianceOfA + varianceOfB))) < 1e-12;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_unit_of_the_metric_does_not_matter()
    {
        Observation[] Scaled(double unit) =>
            [Observe(0, 0, 1 * unit), Observe(0, 1, 2 * unit), Observe(1, 0, 5 * unit), Observe(1, 1, 7 * unit)];

        var share = MainsOf(Names, Scaled(1))[0].Share!.Value;

        Assert.Equal(20.25 / 22.75, share, 1e-12);
        Assert.Equal(share, MainsOf(Names, Scaled(1e300))[0].Share!.Value, 1e-12);
        Assert.Equal(share, MainsOf(Names, Scaled(1e-300))[0].Share!.Value, 1e-12);
    }

    [Fact]
    public void A_dimension_with_one_level_left_says_nothing()
    {
        var effects = MainsOf(Names, [Observe(0, 0, 0.1), Observe(0, 1, 0.2), Observe(1, 0, null), Observe(1, 1, double.NaN)]);

        var a = effects.Single(e => e.Name == "a");
        Assert.Null(a.Share);
        Assert.Null(a.Range);
        Assert.Equal([2, 0], a.Levels.Select(l => l.Counted));
        Assert.Equal(1.0, effects.Single(e => e.Name == "b").Share!.Value, 1e-12);
    }

    [Fact]
    public void Holes_are_named_level_by_level()
    {
        var effect = MainsOf(
            ["a"],
            [
                new([new ParameterValue.Integer(0)], 0.5, "completed"),
                new([new ParameterValue.Integer(0)], null, "failed"),
                new([new ParameterValue.Integer(1)], 0.7, "completed"),
                new([new ParameterValue.Integer(0)], null, "diverged"),
                new([new ParameterValue.Integer(0)], null, "diverged"),
            ]).Single();

        Assert.Equal([KeyValuePair.Create("diverged", 2), KeyValuePair.Create("failed", 1)], effect.Levels[0].Missing);
        Assert.Empty(effect.Levels[1].Missing);
        Assert.Equal(0.2, effect.Range!.Value, 1e-12);
    }

    [Fact]
    public void The_dimension_that_matters_most_comes_first_and_its_levels_ascend()
    {
        var effects = MainsOf(
            Names, [Observe(10, 1, 0.9), Observe(10, 0, 0.1), Observe(9, 1, 0.8), Observe(9, 0, 0.1)]);

        Assert.Equal(["b", "a"], effects.Select(e => e.Name));
        Assert.Equal(["9", "10"], effects[1].Levels.Select(l => l.Level!.ToString()));
    }

    [Fact]
    public void The_mean_of_equal_values_is_that_value_and_leaves_nothing_to_explain()
    {
        var effect = MainsOf(["a"], [.. Enumerable.Range(0, 30).Select(i => new Observation([new ParameterValue.Integer(i % 3)], 0.1, "completed"))]).Single();

        Assert.All(effect.Levels, l => Assert.Equal(0.1, l.Mean));
        Assert.Equal(0, effect.Range);
        Assert.Null(effect.Share);
    }

    [Fact]
    public void The_largest_numbers_have_a_mean()
    {
        var effect = MainsOf(["a"], [Observe(0, 0, double.MaxValue), Observe(0, 0, -double.MaxValue), Observe(1, 0, 1)]).Single();

        Assert.Equal([0, 1], effect.Levels.Select(l => l.Mean!.Value));
        Assert.Equal(0, effect.Share!.Value, 1e-12);
    }

    private static ImmutableArray<MainEffect> MainsOf(ImmutableArray<string> names, IReadOnlyList<Observation> observations) =>
        VarianceDecomposition.Of(names, observations).Mains;

    private static Observation Observe(int a, int b, double? value) =>
        new([new ParameterValue.Integer(a), b == 2 ? null : new ParameterValue.Real(b)], value, "completed");

    private static double Variance(int[] values) => values.Select(v => Math.Pow(v - values.Average(), 2)).Average();

    private static string Describe(Observation[] observations) =>
        string.Join('\n', MainsOf(Names, observations).Select(e =>
            $"{e.Name} {e.Share:R} {e.Range:R} {string.Join(' ', e.Levels.Select(l => $"{l.Level} {l.Mean:R} {l.Counted}"))}"));
}
