using ActorSearch.Core.Experiments;
using ActorSearch.Data.Splits;
using ActorSearch.Data.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Data.Tests;

public sealed class SplitTests
{
    private sealed record Case(byte[] Labels, int Classes, int Train, int Validation, ulong Seed);

    private static Arbitrary<Case> Cases() => (
        from classes in Gen.Choose(1, 10)
        from count in Gen.Choose(2, 300)
        from labels in Gen.Choose(0, classes - 1).Select(label => (byte)label).ArrayOf(count)
        from validation in Gen.Choose(1, count - 1)
        from train in Gen.Choose(1, count - validation)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Case(labels, classes, train, validation, (ulong)seed)).ToArbitrary();

    private static (int[] Train, int[] Validation) Split(Case it) =>
        StratifiedSplit.Training(it.Labels, it.Classes, it.Train, it.Validation, it.Seed);

    [Fact]
    public void Splits_have_the_sizes_asked_for() =>
        Prop.ForAll(Cases(), it => Split(it) is var (train, validation)
            && train.Length == it.Train && validation.Length == it.Validation).Holds();

    [Fact]
    public void No_image_is_in_two_splits_or_twice_in_one() =>
        Prop.ForAll(Cases(), it =>
        {
            var (train, validation) = Split(it);
            int[] all = [.. train, .. validation];
            return all.Distinct().Count() == all.Length && all.All(i => i >= 0 && i < it.Labels.Length);
        }).Holds();

    [Fact]
    public void Each_class_has_its_share_within_one_image() =>
        Prop.ForAll(Cases(), it =>
        {
            var (train, validation) = Split(it);
            var left = Enumerable.Range(0, it.Labels.Length).Except(validation).ToArray();
            return InProportion(it, validation, [.. Enumerable.Range(0, it.Labels.Length)]) && InProportion(it, train, left);
        }).Holds();

    [Fact]
    public void The_same_seed_makes_the_same_split() =>
        Prop.ForAll(Cases(), it => Split(it) is var (train, validation) && Split(it) is var (again, too)
            && train.SequenceEqual(again) && validation.SequenceEqual(too)).Holds();

    [Fact]
    public void Another_seed_makes_another_split()
    {
        var labels = new byte[1000];
        var (one, _) = StratifiedSplit.Training(labels, 1, 500, 100, seed: 1);
        var (two, _) = StratifiedSplit.Training(labels, 1, 500, 100, seed: 2);
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void The_training_size_does_not_touch_the_validation_images()
    {
        var labels = Enumerable.Range(0, 200).Select(i => (byte)(i % 7)).ToArray();
        Assert.Equal(
            StratifiedSplit.Training(labels, 7, 20, 40, seed: 5).Validation,
            StratifiedSplit.Training(labels, 7, 160, 40, seed: 5).Validation);
    }

    [Fact]
    public void A_part_of_the_test_file_is_stratified_too() =>
        Prop.ForAll(Cases(), it =>
        {
            var test = StratifiedSplit.Test(it.Labels, it.Classes, it.Validation, it.Seed);
            return test.Length == it.Validation && test.Distinct().Count() == test.Length
                && InProportion(it, test, [.. Enumerable.Range(0, it.Labels.Length)]);
        }).Holds();

    [Fact]
    public void Seats_left_over_go_to_the_largest_remainders_then_to_the_first()
    {
        // Quotas 1.5, 0.9, 0.6 and 0; then 0.5 each.
        Assert.Equal([1, 1, 1, 0], Apportionment.LargestRemainder(3, [5, 3, 2, 0]));
        Assert.Equal([1, 0], Apportionment.LargestRemainder(1, [4, 4]));
    }

    [Theory]
    [InlineData(null, null, null, 55_000, 5_000, 10_000)]
    [InlineData(10_000, null, null, 10_000, 5_000, 10_000)]
    [InlineData(null, 10_000, 5_000, 50_000, 10_000, 5_000)]
    [InlineData(59_999, 1, 1, 59_999, 1, 1)]
    public void Sizes_left_out_take_their_defaults(
        int? train, int? validation, int? test, int trains, int validations, int tests) =>
        Assert.Equal(
            new SplitSizes(trains, validations, tests),
            SplitSizes.Of(new DataSetSpec("mnist", null, train, validation, test), 60_000, null, 10_000));

    [Theory]
    [InlineData(70_000, 5_000, null,
        "dataset.train: 70000 and dataset.validation: 5000 together exceed the 60000 training images of mnist.")]
    [InlineData(58_000, null, null,
        "dataset.train: 58000 and the default of 5000 for dataset.validation together exceed the 60000 training images of mnist.")]
    [InlineData(int.MaxValue, int.MaxValue, null,
        "dataset.train: 2147483647 and dataset.validation: 2147483647 together exceed the 60000 training images of mnist.")]
    [InlineData(null, 60_000, null,
        "dataset.validation: 60000 leaves nothing to train on: mnist has 60000 training images.")]
    [InlineData(null, null, 10_001, "dataset.test: 10001 exceeds the 10000 test images of mnist.")]
    [InlineData(0, null, null, "dataset.train: 0 is no number of images; at least 1.")]
    [InlineData(null, -1, null, "dataset.validation: -1 is no number of images; at least 1.")]
    [InlineData(null, null, 0, "dataset.test: 0 is no number of images; at least 1.")]
    public void Impossible_sizes_are_refused_with_their_key_and_the_limit(
        int? train, int? validation, int? test, string message) =>
        Assert.Equal(message, Assert.Throws<DataException>(() => SplitSizes.Of(
            new DataSetSpec("mnist", null, train, validation, test), 60_000, null, 10_000)).Message);

    private static bool InProportion(Case it, int[] chosen, int[] from) =>
        Enumerable.Range(0, it.Classes).All(k =>
        {
            var quota = (double)chosen.Length * from.Count(i => it.Labels[i] == k) / from.Length;
            return Math.Abs(chosen.Count(i => it.Labels[i] == k) - quota) < 1;
        });
}
