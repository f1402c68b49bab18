using ActorSearch.Core.Trials;
using ActorSearch.Training.Checkpoints;
using ActorSearch.Training.Trials;
using static ActorSearch.Training.Tests.TrainingFixture;
using static TorchSharp.torch;

namespace ActorSearch.Training.Tests.Checkpoints;

public sealed class KeptWeightsTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>, IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("actorsearch-weights-").FullName;
    private readonly List<string> _warnings = [];

    [Fact]
    public void Kept_weights_are_those_of_the_epoch_that_the_objective_chose()
    {
        // A rate so high that the last epoch is seldom the best.
        var lease = Lease("learning_rate=0.02 batch_size=32 epochs=8");
        var best = Assert.Single(Train(keep: 1, lease).Results).Result.Best!;
        Assert.InRange(best.Epoch, 1, 7);

        using var loaded = TrainedNetwork.Load(CheckpointFolder.PathOf(_path, fixture.Study.Name, lease.Plan.Id), CPU);
        var measured = new Evaluation(
            loaded.Network, LossFunction.Of(lease.Plan.Config), CancellationToken.None).Measure(fixture.Data.Validation);

        Assert.Equal((best.ValidationLoss, best.ValidationAccuracy), measured);
        Assert.Equal((best.Epoch, best.ValidationAccuracy), (loaded.Head.Epoch, loaded.Head.Value));
        Assert.Equal(fixture.Splits.ClassNames, loaded.Head.ClassNames);
    }

    [Fact]
    public void The_same_trial_leaves_the_same_bytes()
    {
        var lease = Lease("epochs=1 dropout=0.3 batch_norm=true");
        var file = CheckpointFolder.PathOf(_path, fixture.Study.Name, lease.Plan.Id);
        Train(keep: 1, lease);
        var first = File.ReadAllBytes(file);

        Train(keep: 1, lease);

        Assert.Equal(first, File.ReadAllBytes(file));
    }

    [Fact]
    public void Keeping_weights_changes_no_figure()
    {
        const string Words = "epochs=2 dropout=0.3 batch_norm=true";

        Assert.Equal(fixture.Train(Lease(Words)).Figures, Train(keep: 3, Lease(Words)).Figures);
    }

    [Fact]
    public void The_kept_are_the_first_of_the_ranking()
    {
        var leases = new[] { 0.1, 0.01, 0.001, 0.0001 }.Select(
            rate => Lease(FormattableString.Invariant($"epochs=1 optimizer=sgd learning_rate={rate}"))).ToArray();
        var reports = Train(keep: 2, leases);
        var ranked = reports.Results.OrderByDescending(r => r.Result.Best!.ValidationAccuracy).ThenBy(r => r.Trial).Select(r => r.Trial);

        Assert.Equal(ranked.Take(2), CheckpointFolder.Kept(_path, fixture.Study.Name).Select(h => h.Trial));
    }

    [Fact]
    public void A_trial_that_diverged_leaves_no_weights()
    {
        var reports = Train(keep: 3, Lease("activation=leaky_relu optimizer=sgd learning_rate=1000 epochs=1"));

        Assert.Equal(TrialOutcome.Diverged, Assert.Single(reports.Results).Result.Outcome);
        Assert.Empty(CheckpointFolder.Kept(_path, fixture.Study.Name));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_the_weights_and_a_warning_and_no_trial()
    {
        File.WriteAllText(Path.Combine(_path, fixture.Study.Name), "in the way");

        var reports = Train(keep: 3, Lease("epochs=1"), Lease("epochs=1 channels=[3]"));

        Assert.Equal(2, reports.Results.Count);
        Assert.Equal(2, _warnings.Count);
        Assert.All(_warnings, w => Assert.Contains(Path.Combine(_path, fixture.Study.Name), w, StringComparison.Ordinal));
    }

    [Fact]
    public void Weights_leave_no_tensor_behind()
    {
        Train(keep: 1, Lease("epochs=1 batch_norm=true"));
        var before = Tensor.TotalCount;

        Train(keep: 1, Lease("epochs=1 batch_norm=true"));
        var path = CheckpointFolder.PathOf(_path, fixture.Study.Name, Lease("epochs=1 batch_norm=true").Plan.Id);
        using (NewDisposeScope())
        {
            TrainedNetwork.Load(path, CPU).Dispose();
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private Reports Train(int keep, params Core.Studies.TrialLease[] leases)
    {
        var reports = new Reports();
        var weights = new WeightKeeper(new CheckpointFolder(_path, keep), _warnings.Add);
        new TorchTrainer(fixture.Study, fixture.Data, 1, weights).Train(leases, reports, CancellationToken.None);
        return reports;
    }
}
