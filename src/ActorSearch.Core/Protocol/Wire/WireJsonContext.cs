using System.Text.Json.Serialization;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>
/// Generated readers and writers of the messages, with the rules of the events: a field that is missing, unknown, null
/// where it may not be or said twice is an error; a diverged loss is written as "NaN" or "Infinity".
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    MaxDepth = 16,
    Converters =
    [
        typeof(TrialIdConverter), typeof(TrialConfigConverter),
        typeof(WordConverter<Acknowledgement>), typeof(WordConverter<Metric>), typeof(WordConverter<TrialOutcome>),
    ])]
[JsonSerializable(typeof(WireMessage.Claim))]
[JsonSerializable(typeof(WireMessage.Withdraw))]
[JsonSerializable(typeof(WireMessage.Renew))]
[JsonSerializable(typeof(WireMessage.ReportEpoch))]
[JsonSerializable(typeof(WireMessage.Finish))]
[JsonSerializable(typeof(WireMessage.Fail))]
[JsonSerializable(typeof(WireMessage.HandBack))]
[JsonSerializable(typeof(WireMessage.RunOutOfMemory))]
[JsonSerializable(typeof(WireMessage.Describe))]
[JsonSerializable(typeof(WireMessage.NodeReport))]
[JsonSerializable(typeof(WireMessage.Submit))]
[JsonSerializable(typeof(WireMessage.Granted))]
[JsonSerializable(typeof(WireMessage.NothingNow))]
[JsonSerializable(typeof(WireMessage.Acknowledged))]
[JsonSerializable(typeof(WireMessage.Noted))]
[JsonSerializable(typeof(WireMessage.Submitted))]
[JsonSerializable(typeof(WireMessage.Refused))]
[JsonSerializable(typeof(WireMessage.Unavailable))]
[JsonSerializable(typeof(WireMessage.StudyDescription))]
[JsonSerializable(typeof(WireMessage.Status))]
[JsonSerializable(typeof(WireMessage.Train))]
[JsonSerializable(typeof(WireMessage.Abandon))]
[JsonSerializable(typeof(WireMessage.Ready))]
[JsonSerializable(typeof(WireMessage.Unable))]
[JsonSerializable(typeof(WireMessage.EpochDone))]
[JsonSerializable(typeof(WireMessage.TrialDone))]
[JsonSerializable(typeof(WireMessage.TrialFailed))]
[JsonSerializable(typeof(WireMessage.TrialOutOfMemory))]
[JsonSerializable(typeof(WireMessage.Idle))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
