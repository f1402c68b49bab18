using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorSearch.Core.Studies;

namespace ActorSearch.Core.Protocol;

/// <summary>
/// The one text form of events, for every store: a kind, which is a word of the protocol and no type's name, and a
/// body of JSON. A kind never changes its meaning; a new meaning takes a new kind.
/// </summary>
public static class StudyEventJson
{
    private static readonly StudyEventJsonContext Json = StudyEventJsonContext.Default;

    /// <summary>The kind of an event: <c>trial-leased</c>.</summary>
    public static string KindOf(StudyEvent happened) => happened switch
    {
        StudyEvent.Created => "study-created",
        StudyEvent.Redefined => "study-redefined",
        StudyEvent.TrialsAdded => "trials-added",
        StudyEvent.Opened => "study-opened",
        StudyEvent.Leased => "trial-leased",
        StudyEvent.Renewed => "lease-renewed",
        StudyEvent.EpochReported => "epoch-reported",
        StudyEvent.Finished => "trial-finished",
        StudyEvent.AttemptEnded => "attempt-ended",
        StudyEvent.Completed => "study-completed",
        _ => throw new ArgumentException($"unknown event {happened}", nameof(happened)),
    };

    /// <summary>The body of an event as UTF-8 JSON on one line.</summary>
    public static byte[] Encode(StudyEvent happened) => happened switch
    {
        StudyEvent.Created e => JsonSerializer.SerializeToUtf8Bytes(e, Json.Created),
        StudyEvent.Redefined e => JsonSerializer.SerializeToUtf8Bytes(e, Json.Redefined),
        StudyEvent.TrialsAdded e => JsonSerializer.SerializeToUtf8Bytes(e, Json.TrialsAdded),
        StudyEvent.Opened e => JsonSerializer.SerializeToUtf8Bytes(e, Json.Opened),
        StudyEvent.Leased e => JsonSerializer.SerializeToUtf8Bytes(e, Json.Leased),
        StudyEvent.Renewed e => JsonSerializer.SerializeToUtf8Bytes(e, Json.Renewed),
        StudyEvent.EpochReported e => JsonSerializer.SerializeToUtf8Bytes(e, Json.EpochReported),
        StudyEvent.Finished e => JsonSerializer.SerializeToUtf8Bytes(e, Json.Finished),
        StudyEvent.AttemptEnded e => JsonSerializer.SerializeToUtf8Bytes(e, Json.AttemptEnded),
        StudyEvent.Completed e => JsonSerializer.SerializeToUtf8Bytes(e, Json.Completed),
        _ => throw new ArgumentException($"unknown event {happened}", nameof(happened)),
    };

    /// <summary>Reads an event back.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="body">Its body as UTF-8 JSON.</param>
    /// <exception cref="FormatException">The kind is unknown, or the body is not one of it; a newer version of the program may have written it.</exception>
    public static StudyEvent Decode(string kind, ReadOnlySpan<byte> body)
    {
        try
        {
            return kind switch
            {
                "study-created" => Read(body, Json.Created),
                "study-redefined" => Read(body, Json.Redefined),
                "trials-added" => Complete(Read(body, Json.TrialsAdded)),
                "study-opened" => Read(body, Json.Opened),
                "trial-leased" => Read(body, Json.Leased),
                "lease-renewed" => Read(body, Json.Renewed),
                "epoch-reported" => Complete(Read(body, Json.EpochReported)),
                "trial-finished" => Read(body, Json.Finished),
                "attempt-ended" => Read(body, Json.AttemptEnded),
                "study-completed" => Read(body, Json.Completed),
                _ => throw new FormatException($"unknown event kind '{kind}'"),
            };
        }
        catch (JsonException exception)
        {
            throw new FormatException($"not a valid {kind} event: {exception.Message}", exception);
        }
    }

    /// <summary>The reader refuses null in a property of its own, but not in a list.</summary>
    private static StudyEvent.TrialsAdded Complete(StudyEvent.TrialsAdded added) =>
        added.Trials.Contains(null!) ? throw new FormatException("not a valid trials-added event: a trial is null") : added;

    private static StudyEvent.EpochReported Complete(StudyEvent.EpochReported reported) =>
        reported.Metrics.Batches is { } batches && (batches.IsDefault || batches.Contains(null!))
            ? throw new FormatException("not a valid epoch-reported event: a measurement is null")
            : reported;

    private static T Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : StudyEvent =>
        JsonSerializer.Deserialize(body, type) ?? throw new FormatException("the event is null");
}
