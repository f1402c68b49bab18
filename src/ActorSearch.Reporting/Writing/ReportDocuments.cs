using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Writing;

// The shapes of the JSON reports, as docs/REPORT.md describes them. A name here is a promise: a change of meaning
// takes a new schema.
internal sealed record StudyDocument(
    string Schema,
    string Study,
    ulong Seed,
    string Dataset,
    string DataFingerprint,
    ObjectiveDocument Objective,
    bool Complete,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? StartedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LastEventAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Events,
    OrderedDictionary<string, int> Counts,
    ImmutableArray<string> Varied,
    AnswerDocument Answer,
    ConfidenceDocument Confidence,
    IEnumerable<PointDocument> Points,
    IEnumerable<TrialDocument> Trials,
    ImmutableArray<EffectDocument> Effects,
    ImmutableArray<InteractionDocument> Interactions,
    double? SeedsShare,
    double? RestShare,
    long GridPoints,
    long Holes)
{
    public const string SchemaName = "actorsearch/report/1";
}

internal sealed record ObjectiveDocument(string Metric, string Mode);

internal sealed record AnswerDocument(string Sentence, ImmutableArray<string> Notes);

internal sealed record ConfidenceDocument(double Level, string Method, int Comparisons, double? Noise, string Statement);

internal sealed record PointDocument(
    int? Rank,
    ConfigDocument Values,
    double? Mean,
    IntervalDocument? Interval,
    int Counted,
    bool? BestGroup,
    string Remark,
    ImmutableArray<string> Trials);

internal sealed record IntervalDocument(double Low, double High);

internal sealed record TrialDocument(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Study,
    int? Rank,
    string Trial,
    int Replicate,
    string Outcome,
    string Reason,
    double? Metric,
    double? Mean,
    IntervalDocument? Interval,
    bool? BestGroup,
    ConfigDocument Values,
    long Parameters,
    long MultiplyAccumulates,
    long MemoryBytes,
    int? EpochsTrained,
    EpochDocument? Best,
    double? TestLoss,
    double? TestAccuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? SecondsPerEpoch,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Attempts);

internal sealed record EpochDocument(
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double ValidationLoss,
    double ValidationAccuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? TestLoss,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? TestAccuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<BatchDocument>? Batches)
{
    public static EpochDocument Of(EpochMetrics epoch, bool includeTimes) => new(
        epoch.Epoch,
        epoch.TrainLoss,
        epoch.TrainAccuracy,
        epoch.ValidationLoss,
        epoch.ValidationAccuracy,
        epoch.TestLoss,
        epoch.TestAccuracy,
        includeTimes ? epoch.Seconds : null,
        epoch.Batches?.Select(BatchDocument.Of).ToImmutableArray());
}

internal sealed record BatchDocument(
    int Step, double TrainLoss, double TrainAccuracy, double ValidationLoss, double ValidationAccuracy)
{
    public static BatchDocument Of(BatchMetrics batch) =>
        new(batch.Step, batch.TrainLoss, batch.TrainAccuracy, batch.ValidationLoss, batch.ValidationAccuracy);
}

internal sealed record EffectDocument(string Dimension, double? Share, double? Range, ImmutableArray<LevelDocument> Levels);

internal sealed record LevelDocument(ValueDocument Level, double? Mean, int Counted, OrderedDictionary<string, int> Missing);

internal sealed record InteractionDocument(string First, string Second, double? Share, ImmutableArray<CellDocument> Cells);

internal sealed record CellDocument(ImmutableArray<ValueDocument> Levels, double? Mean, int Counted, int Missing);

internal sealed record MeasurementDocument(
    string Study,
    string Trial,
    int Replicate,
    string Outcome,
    ConfigDocument Values,
    int Epoch,
    int? Step,
    double TrainLoss,
    double TrainAccuracy,
    double ValidationLoss,
    double ValidationAccuracy,
    double? TestLoss,
    double? TestAccuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Seconds);

/// <summary>A hyperparameter's value in its own JSON type, or null.</summary>
internal readonly record struct ValueDocument(ParameterValue? Value);

/// <summary>Hyperparameters by name, each in its own JSON type.</summary>
internal sealed record ConfigDocument(ImmutableArray<KeyValuePair<string, ParameterValue?>> Values);

internal sealed record ShowDocument(
    string Schema,
    string Study,
    string Trial,
    int Replicate,
    ulong Seed,
    string Outcome,
    string Reason,
    ConfigDocument Stated,
    ConfigDocument Defaults,
    NetworkDocument? Network,
    EpochDocument? Best,
    double? TestLoss,
    double? TestAccuracy,
    double? Seconds,
    ImmutableArray<EpochDocument> Epochs,
    ImmutableArray<AttemptDocument> Attempts,
    double? LoadingSeconds,
    double? EvaluatingSeconds,
    string? Machine)
{
    public const string SchemaName = "actorsearch/trial/1";
}

internal sealed record AttemptDocument(
    int Attempt, string Worker, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string End, string Reason, int Epochs);

internal sealed record NetworkDocument(
    string Input, int Classes, long Parameters, long MultiplyAccumulates, ImmutableArray<LayerDocument> Layers)
{
    public static NetworkDocument Of(NetworkPlan network) => new(
        network.Input.ToString(),
        network.Classes,
        network.Parameters,
        network.MultiplyAccumulates,
        [.. network.Rows.Select(r => LayerDocument.Of(r.Layer, r.Input))]);
}

internal sealed record LayerDocument(
    string Name, string Description, string Input, string Output, long Parameters, long MultiplyAccumulates)
{
    public static LayerDocument Of(LayerPlan layer, ImageShape input) => new(
        layer.Name, layer.Description, input.ToString(), layer.Output.ToString(), layer.Parameters, layer.MultiplyAccumulates);
}

internal sealed record PlanDocument(
    string Schema,
    string Study,
    string Image,
    int Classes,
    int TrainImages,
    int ValidationImages,
    int TestImages,
    ImmutableArray<string> Varied,
    long Points,
    int CoincidingPoints,
    int Replicates,
    int Trials,
    int RejectedTrials,
    ImmutableArray<RejectionDocument> Rejections,
    long MaxMemoryBytes,
    double TotalMultiplyAccumulates,
    int DistinctNetworks,
    ImmutableArray<PlannedNetworkDocument> Networks)
{
    public const string SchemaName = "actorsearch/plan/1";
}

internal sealed record RejectionDocument(string Reason, int Trials);

internal sealed record PlannedNetworkDocument(int Trials, OrderedDictionary<string, ImmutableArray<ValueDocument>> Values, NetworkDocument Network);

internal sealed record StudiesDocument(string Schema, ImmutableArray<StudySummaryDocument> Studies)
{
    public const string SchemaName = "actorsearch/studies/1";
}

internal sealed record StudySummaryDocument(
    string Study,
    string State,
    int Trials,
    int Ended,
    OrderedDictionary<string, int> Counts,
    string Metric,
    double? Best,
    string? BestTrial,
    DateTimeOffset StartedAt,
    DateTimeOffset LastEventAt);
