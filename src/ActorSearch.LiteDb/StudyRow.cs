using System.Collections.Immutable;
using LiteDB;
using LiteDB.Engine;

namespace ActorSearch.LiteDb;

/// <summary>A study as the collection of studies has it.</summary>
/// <param name="Number">Its number, from 1 in the order of their coming.</param>
/// <param name="Name">Its name.</param>
/// <param name="Epoch">The present writer's.</param>
/// <param name="EventCount">Number of its events.</param>
/// <param name="TrialCount">Number of its trials.</param>
/// <param name="CreatedAt">When its first event happened; null before that.</param>
internal sealed record StudyRow(long Number, string Name, long Epoch, long EventCount, long TrialCount, string? CreatedAt)
{
    /// <summary>All studies, oldest first.</summary>
    public static ImmutableArray<StudyRow> All(LiteEngine engine) => [.. engine.All(Documents.Studies).Select(Read)];

    public BsonDocument ToDocument() => new()
    {
        ["_id"] = Number,
        ["name"] = Name,
        ["epoch"] = Epoch,
        ["event_count"] = EventCount,
        ["trial_count"] = TrialCount,
        ["created_at"] = CreatedAt,
    };

    private static StudyRow Read(BsonDocument document) => new(
        document["_id"].AsInt64,
        document["name"].AsString,
        document["epoch"].AsInt64,
        document["event_count"].AsInt64,
        document["trial_count"].AsInt64,
        document["created_at"].IsNull ? null : document["created_at"].AsString);
}
