using ActorSearch.Core.Ports;

namespace ActorSearch.Cli.Stores;

/// <summary>Stores that are held, or not opened.</summary>
internal static class Held
{
    /// <summary>Holds a store, which is closed again where that fails.</summary>
    public static ILedger Or(ILedger ledger, Action hold)
    {
        try
        {
            hold();
            return ledger;
        }
        catch
        {
            // A store's own threads and locks are freed at once: these ledgers are synchronous underneath.
            ledger.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }
}
