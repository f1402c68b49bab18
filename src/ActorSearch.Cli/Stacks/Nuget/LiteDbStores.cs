using ActorSearch.Cli.Stores;
using ActorSearch.Core.Ports;
using ActorSearch.LiteDb;

namespace ActorSearch.Cli.Stacks;

/// <summary>Opens stores of LiteDB.</summary>
internal sealed class LiteDbStores : IStores
{
    /// <inheritdoc />
    public ILedger Open(string path, bool isHeld)
    {
        var ledger = LiteDbLedger.Open(path);
        return isHeld ? Held.Or(ledger, ledger.Hold) : ledger;
    }

    /// <inheritdoc />
    public ILedger OpenForReading(string path) => LiteDbLedger.OpenForReading(path);
}
