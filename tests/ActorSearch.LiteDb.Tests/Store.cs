using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.LiteDb.Files;
using LiteDB;

namespace ActorSearch.LiteDb.Tests;

/// <summary>What the tests of stores do over and over.</summary>
internal static class Store
{
    /// <summary>The name of the study that they run.</summary>
    public const string Study = "it";

    /// <summary>Makes a store that holds a study.</summary>
    public static async Task Make(string path, IReadOnlyList<StudyEvent> events)
    {
        await using var ledger = LiteDbLedger.Open(path);
        await Append(ledger, events);
    }

    /// <summary>Takes the study over and appends to it.</summary>
    public static async Task<LedgerWriter> Append(LiteDbLedger ledger, IReadOnlyList<StudyEvent> events) =>
        await ledger.AppendAsync(await ledger.TakeOverAsync(Study, default), events, default);

    /// <summary>All events of the study.</summary>
    public static async Task<List<StudyEvent>> Read(LiteDbLedger ledger) => await ledger.ReadAsync(Study, default).ToListAsync();

    /// <summary>All events of the study in a store, whoever has it open.</summary>
    public static async Task<List<StudyEvent>> Read(string path)
    {
        await using var ledger = LiteDbLedger.OpenForReading(path);
        return await Read(ledger);
    }

    /// <summary>What another LiteDB program finds in a collection: both files are copied, and the copy opened.</summary>
    public static List<BsonDocument> Documents(string path, string collection)
    {
        using var folder = new TemporaryFolder();
        var copy = folder["copy.litedb"];
        File.Copy(path, copy);
        if (File.Exists(LogScan.PathOf(path)))
        {
            File.Copy(LogScan.PathOf(path), LogScan.PathOf(copy));
        }

        using var database = new LiteDatabase(copy);
        return [.. database.GetCollection(collection).FindAll()];
    }

    /// <summary>Changes a store that nobody has open, as another LiteDB program would.</summary>
    public static void Change(string path, Action<LiteDatabase> change)
    {
        using var database = new LiteDatabase(path);
        change(database);
    }
}
