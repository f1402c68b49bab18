using System.Collections.Immutable;
using System.Text.Json.Serialization;
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
    IEnumerable<TrialDocument> Trials,
    ImmutableArray<EffectDocument> Effects)
{
    public const string SchemaName = "actorsearch/report/1";
}

internal sealed record ObjectiveDocument(string Metric, string Mode);

internal sealed record TrialDocument(
    int? Rank,
    string Trial,
    int Replicate,
    string Outcome,
    string Reason,
    double? Metric,
    ConfigDocument Values,
    long Parameters,
    long MultiplyAccumulates,
    long MemoryBytes,
    int? EpochsTrained,
    EpochDocument? Best,
    double? TestLoss,
    double? TestAccuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Attempts);

internal sealed record EpochDocument(
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double ValidationLoss,
    double ValidationAccuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Seconds)
{
    public static EpochDocument Of(EpochMetrics epoch, bool includeTimes) => new(
        epoch.Epoch,
        epoch.TrainLoss,
        epoch.TrainAccuracy,
        epoch.ValidationLoss,
        epoch.ValidationAccuracy,
        includeTimes ? epoch.Seconds : null);
}

internal sealed record EffectDocument(string Dimension, double? Share, double? Range, ImmutableArray<LevelDocument> Levels);

internal sealed record LevelDocument(ValueDocument Level, double? Mean, int Counted, OrderedDictionary<string, int> Missing);

/// <summary>A hyperparameter's value in its own JSON type, or null.</summary>
internal readonly record struct ValueDocument(ParameterValue? Value);

/// <summary>Hyperparameters by name, each in its own JSON type.</summary>
internal sealed record ConfigDocument(ImmutableArray<KeyValuePair<string, ParameterValue?>> Values);
