using ActorSearch.Core.Trials;
using static ActorSearch.Training.Tests.TrainingFixture;

namespace ActorSearch.Training.Tests;

public sealed class CurveTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    [Theory]
    [InlineData("epochs=2 dropout=0.5 batch_norm=true")]
    [InlineData("epochs=2 dropout=0.3 batch_norm=true schedule=cosine optimizer=momentum learning_rate=0.05")]
    [InlineData("epochs=1 activation=leaky_relu optimizer=sgd learning_rate=1000")]
    [InlineData("epochs=2 convolution=im2col channels=[4] dropout=0.5 loss=nll")]
    public void A_trial_with_curves_comes_to_the_same_figures_bit_for_bit(string words)
    {
        var plain = fixture.Train(Lease(words));

        var measured = Train(words, new Curves(EveryBatches: 3, Test: true));

        Assert.Equal(plain.Figures, WithoutCurves(measured).Figures);
        Assert.All(measured.Epochs, e => Assert.Equal(3, e.Metrics.Batches!.Value.Length));
        Assert.NotEmpty(plain.Results);
    }

    [Fact]
    public void A_measurement_covers_the_steps_since_the_one_before()
    {
        var epoch = Assert.Single(Train("epochs=1 batch_size=60", new Curves(EveryBatches: 5)).Epochs).Metrics;
        var batches = epoch.Batches!.Value;

        Assert.Equal([5, 10], batches.Select(b => b.Step));

        // Ten steps of sixty images each: two halves of the same weight.
        Assert.Equal(epoch.TrainLoss, batches.Average(b => b.TrainLoss), tolerance: 1e-12);
        Assert.Equal(epoch.TrainAccuracy, batches.Average(b => b.TrainAccuracy), tolerance: 1e-12);

        // After the last step: the same network on the same images.
        Assert.Equal((epoch.ValidationLoss, epoch.ValidationAccuracy), (batches[^1].ValidationLoss, batches[^1].ValidationAccuracy));
        Assert.NotEqual(batches[0].ValidationLoss, batches[1].ValidationLoss);
        Assert.Null(epoch.TestLoss);
    }

    [Fact]
    public void Test_figures_after_an_epoch_are_those_of_its_weights()
    {
        var reports = Train("epochs=3 dropout=0.2", new Curves(Test: true));

        var result = Assert.Single(reports.Results).Result;
        Assert.Equal((result.TestLoss, result.TestAccuracy), (result.Best!.TestLoss, result.Best.TestAccuracy));
        Assert.All(reports.Epochs, e => Assert.Null(e.Metrics.Batches));
        Assert.Equal(3, reports.Epochs.Select(e => e.Metrics.TestLoss).Distinct().Count());
    }

    [Fact]
    public void A_result_carries_no_measurements_within_its_epoch() =>
        Assert.Null(Assert.Single(Train("epochs=1", new Curves(EveryBatches: 1)).Results).Result.Best!.Batches);

    [Fact]
    public void A_divergence_ends_the_measurements_in_the_step_where_it_happens()
    {
        const string Words = "activation=leaky_relu optimizer=sgd learning_rate=1000 epochs=5";
        var plain = Assert.Single(fixture.Train(Lease(Words)).Results).Result;

        var measured = Train(Words, new Curves(EveryBatches: 1, Test: true));

        Assert.Equal(TrialOutcome.Diverged, plain.Outcome);
        Assert.Equal(plain.Reason, Assert.Single(measured.Results).Result.Reason);
        Assert.Empty(measured.Epochs);
    }

    [Fact]
    public void More_measurements_than_an_epoch_may_have_are_thinned_out()
    {
        // Twelve hundred steps of one image each; the images are few and small so that the measurements take little.
        using var data = new Training.Data.DeviceSplits(
            fixture.Splits with { Train = Repeated(1200), Validation = Repeated(1), Test = Repeated(1) }, TorchSharp.torch.CPU);
        var reports = new Reports();

        new TorchTrainer(fixture.Study with { Curves = new Curves(EveryBatches: 1) }, data, 1)
            .Train([Lease("epochs=1 batch_size=1 channels=[1] kernel_size=1 stride=14")], reports, CancellationToken.None);

        Assert.Empty(reports.Failures);
        Assert.DoesNotContain(reports.Results, r => r.Result.Outcome == TrialOutcome.Diverged);
        var steps = Assert.Single(reports.Epochs).Metrics.Batches!.Value.Select(b => b.Step).ToList();
        Assert.Equal(Enumerable.Range(1, 600).Select(i => 2 * i), steps);
    }

    private ActorSearch.Data.ImageSet Repeated(int count)
    {
        var images = fixture.Splits.Train;
        return new ActorSearch.Data.ImageSet(
            images.Channels, images.Height, images.Width, images.ClassCount,
            Enumerable.Range(0, count).SelectMany(i => images.Pixels.Span.Slice(i % 10 * images.ImageLength, images.ImageLength).ToArray()).ToArray(),
            Enumerable.Range(0, count).Select(i => images.Labels.Span[i % 10]).ToArray());
    }

    private Reports Train(string words, Curves curves)
    {
        var reports = new Reports();
        new TorchTrainer(fixture.Study with { Curves = curves }, fixture.Data, 1).Train([Lease(words)], reports, CancellationToken.None);
        return reports;
    }

    /// <summary>What was reported, less what only curves measure.</summary>
    private static Reports WithoutCurves(Reports measured)
    {
        var reports = new Reports();
        reports.Epochs.AddRange(measured.Epochs.Select(e => (e.Trial, Plain(e.Metrics)!)));
        reports.Results.AddRange(measured.Results.Select(r => (r.Trial, r.Result with { Best = Plain(r.Result.Best) })));
        return reports;
    }

    private static EpochMetrics? Plain(EpochMetrics? metrics) =>
        metrics is null ? null : metrics with { TestLoss = null, TestAccuracy = null, Batches = null };
}
