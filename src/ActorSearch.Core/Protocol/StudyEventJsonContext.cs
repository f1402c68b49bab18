using System.Text.Json.Serialization;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Protocol;

/// <summary>Generated readers and writers of the events; a diverged loss is written as "NaN" or "Infinity".</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    Converters =
    [
        typeof(TrialIdConverter), typeof(TrialConfigConverter),
        typeof(WordConverter<AttemptEnd>), typeof(WordConverter<Metric>), typeof(WordConverter<TrialOutcome>),
    ])]
[JsonSerializable(typeof(StudyEvent.Created))]
[JsonSerializable(typeof(StudyEvent.Redefined))]
[JsonSerializable(typeof(StudyEvent.TrialsAdded))]
[JsonSerializable(typeof(StudyEvent.Opened))]
[JsonSerializable(typeof(StudyEvent.Leased))]
[JsonSerializable(typeof(StudyEvent.Renewed))]
[JsonSerializable(typeof(StudyEvent.EpochReported))]
[JsonSerializable(typeof(StudyEvent.Finished))]
[JsonSerializable(typeof(StudyEvent.AttemptEnded))]
[JsonSerializable(typeof(StudyEvent.Completed))]
internal sealed partial class StudyEventJsonContext : JsonSerializerContext;
