using ActorSearch.Core.Trials;
using static ActorSearch.Training.Tests.TrainingFixture;

namespace ActorSearch.Training.Tests;

public sealed class ScheduleTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    [Theory]
    [InlineData("sgd", 0.1)]
    [InlineData("momentum", 0.02)]
    [InlineData("adam", 0.002)]
    [InlineData("adamw", 0.002)]
    public void A_step_holds_from_its_epoch_on_for_every_optimizer(string optimizer, double rate)
    {
        var words = FormattableString.Invariant($"epochs=3 optimizer={optimizer} learning_rate={rate}");
        var constant = Losses(words);

        var stepped = Losses(words + " schedule=step schedule_epochs=2 schedule_factor=0.1");

        Assert.Equal(constant[..2], stepped[..2]);
        Assert.NotEqual(constant[2], stepped[2]);
    }

    [Fact]
    public void A_step_of_factor_one_changes_nothing_and_a_tiny_one_ends_the_learning()
    {
        const string Words = "epochs=3 optimizer=sgd learning_rate=0.1";

        Assert.Equal(Losses(Words), Losses(Words + " schedule=step schedule_epochs=1 schedule_factor=1"));

        // After the first epoch steps are a hundred millionth: the validation loss stays where it is.
        var ended = fixture.Train(Lease(Words + " schedule=step schedule_epochs=1 schedule_factor=0.00000001")).Epochs;
        Assert.Equal(ended[0].Metrics.ValidationLoss, ended[2].Metrics.ValidationLoss, tolerance: 1e-4);
    }

    [Fact]
    public void A_cosine_begins_with_the_stated_rate()
    {
        const string Words = "epochs=3 optimizer=sgd learning_rate=0.1";
        var (constant, cosine) = (Losses(Words), Losses(Words + " schedule=cosine"));

        Assert.Equal(constant[0], cosine[0]);
        Assert.NotEqual(constant[1], cosine[1]);
    }

    [Fact]
    public void Negative_log_likelihood_over_log_softmax_is_cross_entropy_to_rounding()
    {
        const string Words = "epochs=2 optimizer=sgd learning_rate=0.1";
        var entropy = fixture.Train(Lease(Words)).Epochs.Select(e => e.Metrics).ToList();

        var likelihood = fixture.Train(Lease(Words + " loss=nll")).Epochs.Select(e => e.Metrics).ToList();

        Assert.Equal(2, likelihood.Count);
        Assert.All(entropy.Zip(likelihood), pair =>
        {
            Assert.Equal(pair.First.TrainLoss, pair.Second.TrainLoss, tolerance: 1e-4);
            Assert.Equal(pair.First.ValidationLoss, pair.Second.ValidationLoss, tolerance: 1e-4);
        });
    }

    [Theory]
    [InlineData("loss=nll")]
    [InlineData("schedule=cosine")]
    [InlineData("convolution=loops padding=valid stride=2 channels=[2]")]
    public void A_divergence_is_named_in_its_step_whatever_else_is_chosen(string words)
    {
        var result = Assert.Single(
            fixture.Train(Lease($"activation=leaky_relu optimizer=sgd learning_rate=1000 epochs=2 {words}")).Results).Result;

        Assert.Equal(TrialOutcome.Diverged, result.Outcome);
        Assert.Matches(@"^the loss became (NaN|infinite) in epoch 1, step \d+ of 10$", result.Reason);
    }

    private double[] Losses(string words) => [.. fixture.Train(Lease(words)).Epochs.Select(e => e.Metrics.TrainLoss)];
}
