using System.Text;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol;
using ActorSearch.Core.Studies;
using LiteDB;
using LiteDB.Engine;

namespace ActorSearch.LiteDb;

/// <summary>An event as a document: its kind and its body in the one text form of events.</summary>
internal static class EventDocument
{
    /// <summary>The document of an event, with no number yet.</summary>
    /// <exception cref="ArgumentException">The event is of no known kind.</exception>
    public static BsonDocument Of(StudyEvent happened) => new()
    {
        ["_id"] = 0L,
        ["kind"] = StudyEventJson.KindOf(happened),
        ["at"] = Documents.TimeOf(happened.At),
        ["body"] = Encoding.UTF8.GetString(StudyEventJson.Encode(happened)),
    };

    /// <summary>The events of a study from one version on, up to and without another.</summary>
    /// <exception cref="LedgerException">An event is missing or cannot be read.</exception>
    public static List<StudyEvent> Read(LiteEngine engine, string path, StudyRow study, long from, long to)
    {
        var documents = engine.Between(Documents.Events, IdOf(study.Number, from), IdOf(study.Number, to - 1));
        var events = new List<StudyEvent>(documents.Count);
        for (var version = from; version < to; version++)
        {
            var index = (int)(version - from);
            if (index >= documents.Count || documents[index]["_id"] != IdOf(study.Number, version))
            {
                throw new LedgerException($"the store {path} is damaged: event {version} of the study {study.Name} is missing");
            }

            events.Add(Decode(documents[index], path, study.Name, version));
        }

        return events;
    }

    /// <summary>Number of an event's document.</summary>
    /// <param name="study">The study's number.</param>
    /// <param name="version">The event's number in the study, from 0.</param>
    public static long IdOf(long study, long version) => (study * Documents.PerStudy) + version;

    private static StudyEvent Decode(BsonDocument document, string path, string study, long version)
    {
        try
        {
            return StudyEventJson.Decode(document["kind"].AsString, Encoding.UTF8.GetBytes(document["body"].AsString));
        }
        catch (FormatException exception)
        {
            throw new LedgerException(
                $"event {version} of the study {study} in the store {path} cannot be read: {exception.Message}; "
                + "a newer version of this program may have written it",
                exception);
        }
    }
}
