using System.Collections.Immutable;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Page.Document;

namespace ActorSearch.Page.Tests.Document;

public sealed class CurveTests
{
    [Fact]
    public void Few_trials_have_their_curves_whole() =>
        Assert.All(CurveBudget.Share(Enumerable.Repeat(50, 72).ToArray(), [.. Enumerable.Range(0, 72)]), kept => Assert.Equal(50, kept));

    [Fact]
    public void No_curve_has_more_epochs_than_a_chart_can_show() =>
        Assert.Equal([CurveBudget.MostOfOne, 20], CurveBudget.Share([100_000, 20], [0, 1]));

    [Theory]
    [InlineData(10_000, 50)]
    [InlineData(1_000, 200)]
    [InlineData(200, 1_000)]
    public void Of_many_the_best_are_whole_and_all_have_a_curve(int trials, int epochs)
    {
        int[] bestFirst = [.. Enumerable.Range(0, trials).Reverse()];

        var kept = CurveBudget.Share(Enumerable.Repeat(epochs, trials).ToArray(), bestFirst);

        Assert.InRange(kept.Sum(), 1, CurveBudget.Epochs);
        Assert.All(kept, k => Assert.True(k >= CurveBudget.FewestOfOne));
        Assert.Equal(Math.Min(epochs, CurveBudget.MostOfOne), kept[bestFirst[0]]);
        Assert.Equal(Math.Min(epochs, CurveBudget.MostOfOne), kept[bestFirst[9]]);
        Assert.True(kept[bestFirst[^1]] < kept[bestFirst[0]]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(49)]
    public void A_thinned_curve_has_its_first_its_last_and_its_chosen_epoch_in_order(int most)
    {
        var curve = Curve(50);
        foreach (var chosen in Enumerable.Range(1, 50))
        {
            int[] epochs = [.. CurveThinning.Of(curve, most, chosen).Select(e => e.Epoch)];

            Assert.Equal(most, epochs.Length);
            Assert.Equal(1, epochs[0]);
            Assert.Equal(50, epochs[^1]);
            Assert.Contains(chosen, epochs);
            Assert.Equal(epochs.Distinct().Order(), epochs);
        }
    }

    [Fact]
    public void A_curve_that_fits_is_left_as_it_is() => Assert.Equal(Curve(5), CurveThinning.Of(Curve(5), 5, chosen: 2));

    private static ImmutableArray<EpochMetrics> Curve(int epochs) =>
        [.. Enumerable.Range(1, epochs).Select(e => new EpochMetrics(e, 1.0 / e, 0.5, 1.1 / e, 0.5, 1))];
}
