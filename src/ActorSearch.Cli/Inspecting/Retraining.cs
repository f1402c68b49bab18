using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Data;
using ActorSearch.Reporting.SingleTrial;
using ActorSearch.Reporting.Text;
using ActorSearch.Training;
using ActorSearch.Training.Checkpoints;
using TorchSharp;

namespace ActorSearch.Cli.Inspecting;

/// <summary>
/// Trains a trial again from its seed: every draw derives from it, so that the weights are the same to the bit on the
/// same type of processor. The ledger hears nothing of it.
/// </summary>
internal static class Retraining
{
    /// <summary>The network with the weights of the epoch that the objective chose.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="splits">The study's images.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="threads">Processor threads; as many as the trial had give the same bits.</param>
    /// <param name="notes">Where each epoch is said.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InputException">It came to no network this time.</exception>
    public static TrainedNetwork Train(
        TrialReport trial, DataSplits splits, torch.Device device, int threads, TextWriter notes, CancellationToken cancellation)
    {
        var study = trial.Definition with { Curves = null };
        var lease = new TrialLease(trial.Trial.Plan, Attempt: 1, trial.Seed, DateTimeOffset.MaxValue);
        var folder = Directory.CreateTempSubdirectory("actorsearch-inspect-").FullName;
        try
        {
            var reports = new Reports(study.Objective, notes);
            var weights = new WeightKeeper(new CheckpointFolder(folder, keep: 1), reports.Complain);
            using (var factory = new TrainerFactory(study, splits, [device], threads, weights))
            {
                factory.Make(0).Train([lease], reports, cancellation);
            }

            return reports.Problem is null
                ? TrainedNetwork.Load(CheckpointFolder.PathOf(folder, study.Name, lease.Plan.Id), device)
                : throw new InputException($"trial {lease.Plan.Id.Short} could not be trained again: {SafeText.OneLine(reports.Problem)}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the trainer says.</summary>
    private sealed class Reports(Objective objective, TextWriter notes) : ITrialReports
    {
        /// <summary>What is in the way of a network; null where nothing is.</summary>
        public string? Problem { get; private set; }

        public void Complain(string problem) => Problem = problem;

        public void Epoch(TrialLease lease, EpochMetrics metrics) =>
            notes.WriteLine($"epoch {Figures.Exact(metrics.Epoch)}: {objective.MetricName} {Figures.Metric(metrics.Get(objective.Metric))}");

        public void Ended(TrialLease lease, TrialResult result)
        {
            if (!result.Outcome.IsTrainedToTheEnd())
            {
                Problem = $"it {result.Outcome.Word()} this time: {result.Reason}";
            }
        }

        public void Failed(TrialLease lease, string error) => Problem = error;

        public void OutOfMemory(TrialLease lease, string error) => Problem = error;

        public bool IsAbandoned(TrialLease lease) => false;
    }
}
