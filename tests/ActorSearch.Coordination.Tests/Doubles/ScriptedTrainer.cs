using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Tests.Doubles;

/// <summary>A trainer that does with each lease what a test says.</summary>
internal sealed class ScriptedTrainer(Action<TrialLease, ITrialReports, CancellationToken> train) : ITrialTrainer
{
    public void Train(IReadOnlyList<TrialLease> leases, ITrialReports reports, CancellationToken cancellation)
    {
        foreach (var lease in leases)
        {
            cancellation.ThrowIfCancellationRequested();
            train(lease, reports, cancellation);
        }
    }

    /// <summary>A trainer that trains nothing and has a result that follows from the seed.</summary>
    public static ScriptedTrainer Instant() => new((lease, reports, _) => reports.Ended(lease, ResultOf(lease)));

    public static EpochMetrics EpochOf(TrialLease lease) =>
        new(Epoch: 1, TrainLoss: 1, TrainAccuracy: 0.5, ValidationLoss: 1, (lease.Seed % 1000) / 1000.0, Seconds: 0);

    public static TrialResult ResultOf(TrialLease lease) =>
        new(TrialOutcome.Completed, string.Empty, EpochOf(lease), TestLoss: 1, TestAccuracy: 0.5, Epochs: 1, Seconds: 0);
}
