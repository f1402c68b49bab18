using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Storage.Files;

namespace ActorSearch.Storage.Tests;

/// <summary>What the tests of stores do over and over.</summary>
internal static class Store
{
    /// <summary>The name of the study that they run.</summary>
    public const string Study = "it";

    /// <summary>Options under which a lock held by another program is not waited for.</summary>
    public static readonly StoreOptions Impatient = StoreOptions.Default with { BusyTimeout = TimeSpan.Zero };

    /// <summary>Makes a store that holds a study.</summary>
    public static async Task Make(string path, IReadOnlyList<StudyEvent> events)
    {
        await using var ledger = SqliteLedger.Open(path);
        await Append(ledger, events);
    }

    /// <summary>Takes the study over and appends to it.</summary>
    public static async Task<LedgerWriter> Append(SqliteLedger ledger, IReadOnlyList<StudyEvent> events) =>
        await ledger.AppendAsync(await ledger.TakeOverAsync(Study, default), events, default);

    /// <summary>All events of the study.</summary>
    public static async Task<List<StudyEvent>> Read(SqliteLedger ledger) => await ledger.ReadAsync(Study, default).ToListAsync();

    /// <summary>All events of the study in a store that is not open.</summary>
    public static async Task<List<StudyEvent>> Read(string path)
    {
        await using var ledger = SqliteLedger.OpenForReading(path);
        return await Read(ledger);
    }
}
