using ActorSearch.Core.Ports;
using ActorSearch.Ledger.Conformance;

namespace ActorSearch.Storage.Tests;

public sealed class SqliteLedgerConformance : LedgerConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ILedger OpenStore() => SqliteLedger.Open(_folder["results.db"]);
}
