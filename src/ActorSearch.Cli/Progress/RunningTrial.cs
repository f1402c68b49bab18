using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Cli.Progress;

/// <summary>What a worker works on.</summary>
/// <param name="Plan">The trial.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="LastEpoch">The last epoch that was recorded; null before the first.</param>
internal sealed record RunningTrial(TrialPlan Plan, int Attempt, EpochMetrics? LastEpoch = null)
{
    /// <summary>The objective's metric after each epoch that was seen, in order.</summary>
    public ImmutableList<double> Curve { get; private init; } = [];

    /// <summary>The trial after another epoch.</summary>
    public RunningTrial After(EpochMetrics epoch, Objective objective) =>
        this with { LastEpoch = epoch, Curve = Curve.Add(epoch.Get(objective.Metric)) };

    /// <summary>Two are the same that stand at the same epoch, however much of the way there was seen.</summary>
    public bool Equals(RunningTrial? other) =>
        other is not null && Plan == other.Plan && Attempt == other.Attempt && LastEpoch == other.LastEpoch;

    public override int GetHashCode() => HashCode.Combine(Plan, Attempt, LastEpoch);
}
