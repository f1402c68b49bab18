using ActorSearch.Core.Ports;
using ActorSearch.Http.Client;

namespace ActorSearch.Cli.Inputs;

/// <summary>Studies that can be read.</summary>
/// <param name="Ledger">Where they lie.</param>
/// <param name="Name">What a person calls that, for messages.</param>
/// <param name="Client">What asks a coordinator for them; null for a store of this machine.</param>
internal sealed record OpenedStudies(ILedger Ledger, string Name, CoordinatorClient? Client) : IAsyncDisposable
{
    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync().ConfigureAwait(false);
        Client?.Dispose();
    }
}
