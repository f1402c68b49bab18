using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Trials;

public sealed class CollapseTests
{
    [Theory]
    [InlineData(0.9, 0.9)]
    [InlineData(0.9, 0.11)]
    [InlineData(0.11, 0.9)]
    public void A_trial_that_ends_better_than_the_commonest_class_has_not_collapsed(double best, double last) =>
        Assert.Null(Collapse.Reason(Epoch(1, best), Epoch(2, last), commonestShare: 0.1));

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.05)]
    public void One_that_was_never_better_has(double best) => Assert.Equal(
        FormattableString.Invariant($"validation accuracy {best} is no better than always answering the commonest class (0.1)"),
        Collapse.Reason(Epoch(1, best), Epoch(2, 0.9), commonestShare: 0.1));

    [Fact]
    public void One_that_was_better_and_ended_so_has_and_says_what_it_had_learnt() => Assert.Equal(
        "validation accuracy fell from 0.9871 in epoch 3 to 0.1124 in epoch 5, no better than always answering the commonest class (0.1124)",
        Collapse.Reason(Epoch(3, 0.98711), Epoch(5, 0.11239), commonestShare: 0.1124));

    private static EpochMetrics Epoch(int epoch, double validationAccuracy) =>
        new(epoch, TrainLoss: 1, TrainAccuracy: 0.5, ValidationLoss: 1, validationAccuracy, Seconds: 1);
}
