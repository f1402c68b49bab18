using ActorSearch.Core.Experiments;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Data;
using ActorSearch.Training.Data;
using TorchSharp;
using static ActorSearch.Training.Tests.TrainingFixture;

namespace ActorSearch.Training.Tests;

public sealed class TorchTrainerTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    [Fact]
    public void A_good_network_learns_glyphs_and_a_linear_model_clearly_loses_to_it()
    {
        var spec = new DataSetSpec("glyphs", Train: 2000, Validation: 400, Test: 400);
        var splits = DataSets.Load(spec, seed: 5, DataSources.Default(), CancellationToken.None);
        using var data = new DeviceSplits(splits, torch.CPU);
        var reports = new Reports();
        new TorchTrainer(fixture.Study, data, threads: 1).Train(
            [Lease("epochs=6 learning_rate=0.003 batch_size=32")], reports, CancellationToken.None);
        var networkError = 1 - Assert.Single(reports.Results).Result.Best!.ValidationAccuracy;

        Assert.True(networkError < 0.1, $"the network errs on {networkError:P1}");
        var linearError = LinearError(data);
        Assert.True(linearError > 2 * networkError, $"the linear model errs on {linearError:P1}, the network on {networkError:P1}");
    }

    private static double LinearError(DeviceSplits data)
    {
        using var scope = torch.NewDisposeScope();
        var model = torch.nn.Sequential(("flatten", torch.nn.Flatten()), ("linear", torch.nn.Linear(28 * 28, 10)));
        var optimizer = torch.optim.Adam(model.parameters(), 0.003);
        for (var step = 0; step < 1500; step++)
        {
            using var stepScope = torch.NewDisposeScope();
            var (images, labels) = data.Train.Slice(step * 50 % data.Train.Count, 50);
            optimizer.zero_grad();
            torch.nn.functional.cross_entropy(model.call(images), labels).backward();
            optimizer.step();
        }

        var (validation, answers) = data.Validation.Slice(0, data.Validation.Count);
        return 1 - (model.call(validation).argmax(1).eq(answers).sum().item<long>() / (double)data.Validation.Count);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_to_the_last_bit()
    {
        const string Words = "epochs=2 dropout=0.3 batch_norm=true";

        Assert.Equal(fixture.Train(Lease(Words)).Figures, fixture.Train(Lease(Words)).Figures);
    }

    [Fact]
    public void Measuring_takes_a_part_of_a_trials_seconds()
    {
        var result = Assert.Single(fixture.Train(Lease("epochs=2")).Results).Result;

        Assert.InRange(result.EvaluatingSeconds!.Value, double.Epsilon, result.Seconds);
    }

    [Fact]
    public void A_trial_that_diverged_before_its_first_measurement_spent_nothing_on_any()
    {
        var result = Assert.Single(fixture.Train(Lease("activation=leaky_relu optimizer=sgd learning_rate=1000")).Results).Result;

        Assert.Equal((TrialOutcome.Diverged, 0, 0d), (result.Outcome, result.Epochs, result.EvaluatingSeconds));
    }

    [Fact]
    public void A_result_says_what_trained_it_as_the_factory_was_told()
    {
        using var factory = new TrainerFactory(fixture.Study, fixture.Splits, [torch.CPU], machine: d => $"{d} of a test");
        var reports = new Reports();

        factory.Make(0).Train([Lease("epochs=1")], reports, CancellationToken.None);

        Assert.Equal("cpu of a test", Assert.Single(reports.Results).Result.Machine);
        Assert.Null(Assert.Single(fixture.Train(Lease("epochs=1")).Results).Result.Machine);
    }

    [Fact]
    public void Another_seed_gives_other_figures() =>
        Assert.NotEqual(fixture.Train(Lease("epochs=1", seed: 1)).Figures, fixture.Train(Lease("epochs=1", seed: 2)).Figures);

    [Fact]
    public void Trials_that_train_at_once_on_two_threads_do_not_touch_each_other()
    {
        string[] words = ["epochs=2 dropout=0.5", "epochs=2 dropout=0.5 activation=tanh batch_norm=true"];
        var alone = words.Select(w => fixture.Train(Lease(w)).Figures.ToArray()).ToArray();

        var together = new object[words.Length][];
        using var start = new Barrier(words.Length);
        var threads = words.Select((w, i) => new Thread(() =>
        {
            start.SignalAndWait();
            together[i] = [.. fixture.Train(Lease(w)).Figures];
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Equal(alone, together);
    }

    [Theory]
    [InlineData("architecture=lenet epochs=1")]
    [InlineData("architecture=lenet epochs=1 activation=sigmoid pooling=avg optimizer=sgd learning_rate=0.9")]
    [InlineData("layers=3 kernel_size=5 stride=2 padding=3 pooling=none activation=gelu epochs=1")]
    [InlineData("layers=1 padding=valid activation=leaky_relu optimizer=momentum learning_rate=0.01 epochs=1")]
    [InlineData("activation=elu optimizer=adamw weight_decay=0.1 hidden=[20] dropout=0.2 epochs=1")]
    [InlineData("activation=silu batch_norm=true optimizer=sgd weight_decay=0.01 epochs=1 batch_size=600")]
    public void Every_kind_of_layer_and_optimizer_trains(string words)
    {
        var reports = fixture.Train(Lease(words));

        Assert.Empty(reports.Failures);
        Assert.Contains(Assert.Single(reports.Results).Result.Outcome, new[] { TrialOutcome.Completed, TrialOutcome.Collapsed });
    }

    [Fact]
    public void A_loss_that_runs_away_is_a_divergence_with_its_epoch_and_step()
    {
        var result = Assert.Single(fixture.Train(Lease("activation=leaky_relu optimizer=sgd learning_rate=1000 epochs=5")).Results).Result;

        Assert.Equal(TrialOutcome.Diverged, result.Outcome);
        Assert.Matches(@"^the loss became (NaN|infinite) in epoch 1, step \d+ of 10$", result.Reason);
        Assert.Null(result.TestAccuracy);
    }

    [Fact]
    public void A_network_that_answers_one_class_has_collapsed_and_says_so()
    {
        var result = Assert.Single(
            fixture.Train(Lease("architecture=lenet activation=sigmoid optimizer=sgd learning_rate=0.000001 epochs=1")).Results).Result;

        Assert.Equal(TrialOutcome.Collapsed, result.Outcome);
        Assert.Contains("no better than always answering the commonest class", result.Reason, StringComparison.Ordinal);
        Assert.NotNull(result.TestAccuracy);
    }

    [Fact]
    public void A_network_that_learns_and_then_answers_one_class_has_collapsed_and_says_from_what()
    {
        // Rates that no network of this kind stands for long; when it breaks down is chance, so there are several.
        var ended = new[] { 0.5, 0.7, 1, 1.5, 2 }
            .SelectMany(rate => new[] { 32, 64 }.Select(batch => FormattableString.Invariant(
                $"channels=[8] layers=1 hidden=[16] epochs=6 optimizer=sgd learning_rate={rate} batch_size={batch}")))
            .Select(words => fixture.Train(Lease(words)))
            .Where(r => r.Results.Count == 1 && r.Results[0].Result.Outcome != TrialOutcome.Diverged)
            .Where(r => r.Epochs[^1].Metrics.ValidationAccuracy <= fixture.Data.Validation.CommonestShare
                && r.Results[0].Result.Best!.ValidationAccuracy > fixture.Data.Validation.CommonestShare)
            .Select(r => r.Results[0].Result)
            .ToList();

        Assert.NotEmpty(ended);
        Assert.All(ended, r => Assert.Equal(TrialOutcome.Collapsed, r.Outcome));
        Assert.All(ended, r => Assert.StartsWith("validation accuracy fell from", r.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Test_figures_are_those_of_the_epoch_that_validation_chose()
    {
        // A rate so high that the last epoch is seldom the best.
        const string Words = "learning_rate=0.02 batch_size=32";
        var longRun = Assert.Single(fixture.Train(Lease($"{Words} epochs=8")).Results).Result;
        var chosen = longRun.Best!.Epoch;
        Assert.InRange(chosen, 1, 7);

        var shortRun = Assert.Single(fixture.Train(Lease($"{Words} epochs={chosen}")).Results).Result;

        Assert.Equal((shortRun.TestLoss, shortRun.TestAccuracy), (longRun.TestLoss, longRun.TestAccuracy));
    }

    [Fact]
    public void Nothing_is_dropped_in_evaluation()
    {
        // Test images that are the validation images: with the chosen epoch's weights their figures must be the same.
        using var data = new DeviceSplits(fixture.Splits with { Test = fixture.Splits.Validation }, torch.CPU);
        var reports = new Reports();

        new TorchTrainer(fixture.Study, data, 1).Train([Lease("epochs=2 dropout=0.5 batch_norm=true")], reports, CancellationToken.None);

        var result = Assert.Single(reports.Results).Result;
        Assert.Equal((result.Best!.ValidationLoss, result.Best.ValidationAccuracy), (result.TestLoss!.Value, result.TestAccuracy!.Value));
    }

    [Fact]
    public void Every_epoch_is_reported_in_order()
    {
        var reports = fixture.Train(Lease("epochs=3"));

        Assert.Equal([1, 2, 3], reports.Epochs.Select(e => e.Metrics.Epoch));
        Assert.All(reports.Epochs, e => Assert.InRange(e.Metrics.TrainAccuracy, 0, 1));
    }

    [Fact]
    public void A_trial_that_libtorch_refuses_fails_with_its_message_and_the_next_one_is_tried_all_the_same()
    {
        var study = fixture.Study with { Classes = 5 };
        var reports = new Reports();

        new TorchTrainer(study, fixture.Data, 1).Train([Lease("epochs=1"), Lease("epochs=2")], reports, CancellationToken.None);

        Assert.Equal(2, reports.Failures.Count);
        Assert.All(reports.Failures, f => Assert.Matches(@"^Target \d is out of bounds\.?$", f.Error));
        Assert.Empty(reports.Results);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_last_batch_of_one_value_a_channel_names_the_layer_that_cannot_train_on_it(int rest, bool fails)
    {
        // Of 28 pixels a side, a kernel of 28 leaves one.
        var reports = fixture.Train(OneValueAChannel(fixture.Data.Train.Count - rest));

        Assert.Equal(fails ? 1 : 0, reports.Failures.Count);
        Assert.All(reports.Failures, f => Assert.StartsWith("norm1: the last batch of an epoch has 1 image", f.Error, StringComparison.Ordinal));
    }

    [Fact]
    public void Batches_of_one_value_a_channel_name_the_layer_that_cannot_train_on_them() =>
        Assert.StartsWith("norm1: a batch has 1 image", Assert.Single(fixture.Train(OneValueAChannel(1)).Failures).Error, StringComparison.Ordinal);

    private static TrialLease OneValueAChannel(long batchSize) =>
        Lease($"channels=[2] kernel_size=28 padding=valid pooling=none batch_norm=true epochs=1 batch_size={batchSize}");

    [Fact]
    public void Cancelling_ends_training_without_a_result()
    {
        var reports = new Reports();
        var cancelling = new Reports { OnEpoch = reports.Cancellation.Cancel };

        Assert.Throws<OperationCanceledException>(() =>
            new TorchTrainer(fixture.Study, fixture.Data, 1).Train([Lease("epochs=50")], cancelling, reports.Cancellation.Token));
        Assert.Single(cancelling.Epochs);
        Assert.Empty(cancelling.Results);
    }

    [Fact]
    public void An_abandoned_trial_ends_without_a_word()
    {
        var reports = new Reports();
        reports.Abandoned = () => reports.Epochs.Count >= 1;

        new TorchTrainer(fixture.Study, fixture.Data, 1).Train([Lease("epochs=50")], reports, CancellationToken.None);

        Assert.Single(reports.Epochs);
        Assert.Empty(reports.Results);
        Assert.Empty(reports.Failures);
    }

    [Fact]
    public void Trials_leave_no_tensor_behind()
    {
        fixture.Train(Lease("epochs=1"));

        // What other tests left would otherwise be finalised while this one counts.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = torch.Tensor.TotalCount;

        fixture.Train(Lease("epochs=2 dropout=0.2 batch_norm=true"), Lease("epochs=1 architecture=lenet"));

        Assert.Equal(before, torch.Tensor.TotalCount);
    }
}
