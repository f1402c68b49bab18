using ActorSearch.Core.Ports;
using ActorSearch.Ledger.Conformance;

namespace ActorSearch.LiteDb.Tests;

public sealed class LiteDbLedgerConformance : LedgerConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ILedger OpenStore() => LiteDbLedger.Open(_folder["results.litedb"]);
}
