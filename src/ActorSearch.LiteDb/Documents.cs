using System.Globalization;
using LiteDB;
using LiteDB.Engine;

namespace ActorSearch.LiteDb;

/// <summary>The collections of a store, and their documents by number.</summary>
internal static class Documents
{
    public const string Studies = "studies";
    public const string Events = "events";
    public const string Trials = "trials";
    public const string LockHolder = "lock_holder";

    /// <summary>An event's or a trial's number is its study's, times this, plus its own in the study: easy on the eye, and in order.</summary>
    public const long PerStudy = 10_000_000_000;

    private static readonly string Range = "_id BETWEEN @0 AND @1";

    /// <summary>The documents whose numbers lie from one to another, both included, in order.</summary>
    public static List<BsonDocument> Between(this LiteEngine engine, string collection, long first, long last)
    {
        // An index of numbers answers a range in order; to ask for the order as well would make LiteDB sort.
        var query = new Query();
        query.Where.Add(BsonExpression.Create(Range, first, last));
        return engine.Read(collection, query);
    }

    /// <summary>All documents of a collection, in order.</summary>
    public static List<BsonDocument> All(this LiteEngine engine, string collection) => engine.Between(collection, 0, long.MaxValue);

    /// <summary>A moment as the documents show it, in UTC.</summary>
    public static string TimeOf(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static List<BsonDocument> Read(this LiteEngine engine, string collection, Query query)
    {
        var documents = new List<BsonDocument>();
        using var reader = engine.Query(collection, query);
        while (reader.Read())
        {
            documents.Add(reader.Current.AsDocument);
        }

        return documents;
    }
}
