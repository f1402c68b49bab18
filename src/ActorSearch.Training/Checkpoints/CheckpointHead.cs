using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Training.Checkpoints;

/// <summary>What a checkpoint says of its weights: all that is needed to build their network and to feed it images.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Seed">The study's seed.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Replicate">0 for a point's first seed.</param>
/// <param name="Objective">What chose the epoch, and ranks the trial.</param>
/// <param name="Value">The objective's metric of that epoch.</param>
/// <param name="Epoch">The epoch whose weights these are, from 1.</param>
/// <param name="Plan">The network, for images of its input's size.</param>
/// <param name="ClassNames">The class of each label.</param>
/// <param name="Normalise">What becomes of pixels before the first layer; null leaves them from 0 to 1.</param>
/// <param name="DataFingerprint">The images that the weights were fitted to.</param>
public sealed record CheckpointHead(
    string Study,
    ulong Seed,
    TrialId Trial,
    TrialConfig Config,
    int Replicate,
    Objective Objective,
    double Value,
    int Epoch,
    NetworkPlan Plan,
    ImmutableArray<string> ClassNames,
    Normalisation? Normalise,
    string DataFingerprint)
{
    /// <summary>Trainable parameters, by which equal values are ordered.</summary>
    public long Parameters => Plan.Parameters;

    /// <summary>The head of a trial's weights.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="plan">Its network.</param>
    /// <param name="best">The epoch that the objective chose.</param>
    /// <param name="classNames">The class of each label.</param>
    public static CheckpointHead Of(
        StudyDefinition study, TrialPlan trial, NetworkPlan plan, EpochMetrics best, IEnumerable<string> classNames) => new(
            study.Name,
            study.Seed,
            trial.Id,
            trial.Config,
            trial.Replicate,
            study.Objective,
            best.Get(study.Objective.Metric),
            best.Epoch,
            plan,
            [.. classNames],
            study.DataSet.Normalise,
            study.DataFingerprint);

    /// <summary>Whether two heads are of one study, so that their values can be compared.</summary>
    public bool IsOfSameStudyAs(CheckpointHead other) =>
        Study == other.Study && Seed == other.Seed && DataFingerprint == other.DataFingerprint
        && Objective == other.Objective && Equals(Normalise, other.Normalise);

    public bool Equals(CheckpointHead? other) =>
        other is not null && IsOfSameStudyAs(other) && Trial == other.Trial && Config.Equals(other.Config) && Replicate == other.Replicate
        && Value.Equals(other.Value) && Epoch == other.Epoch && Plan.Equals(other.Plan)
        && ClassNames.AsSpan().SequenceEqual(other.ClassNames.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Study, Trial, Value, Epoch);
}
