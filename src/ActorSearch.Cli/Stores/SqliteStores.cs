using ActorSearch.Core.Ports;
using ActorSearch.Storage;

namespace ActorSearch.Cli.Stores;

/// <summary>Opens stores of SQLite, which every build has.</summary>
internal sealed class SqliteStores : IStores
{
    /// <inheritdoc />
    public ILedger Open(string path, bool isHeld)
    {
        var ledger = SqliteLedger.Open(path);
        return isHeld ? Held.Or(ledger, ledger.Hold) : ledger;
    }

    /// <inheritdoc />
    public ILedger OpenForReading(string path) => SqliteLedger.OpenForReading(path);
}
