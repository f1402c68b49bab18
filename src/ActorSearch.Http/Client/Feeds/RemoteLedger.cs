using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;

namespace ActorSearch.Http.Client.Feeds;

/// <summary>A coordinator's store, to be read from any machine. Only the coordinator writes it.</summary>
/// <param name="client">The coordinator; the ledger does not dispose of it.</param>
public sealed class RemoteLedger(CoordinatorClient client) : ILedger
{
    /// <summary>Fewer new events than this, and the reader has caught up with those that happen meanwhile.</summary>
    private const int FewEvents = 100;

    /// <inheritdoc />
    public async ValueTask<ImmutableArray<string>> StudiesAsync(CancellationToken cancellation)
    {
        var status = await StatusAsync(cancellation).ConfigureAwait(false);
        return [.. status.Studies.Select(s => s.Name)];
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StudyEvent> ReadAsync(
        string study, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var asOf = (await StatusAsync(cancellation).ConfigureAwait(false)).Now;
        var version = from;
        while (true)
        {
            var asked = version;
            var page = await ReadAsync(() => client.EventsAsync(study, asked, TimeSpan.Zero, cancellation)).ConfigureAwait(false);
            if (page is null || page.Events.IsEmpty)
            {
                yield break;
            }

            foreach (var happened in page.Events)
            {
                yield return happened;
            }

            if (page.Events.Length < FewEvents && page.Events[^1].At > asOf)
            {
                yield break;
            }

            version = page.NextVersion;
        }
    }

    /// <inheritdoc />
    public ValueTask<LedgerWriter> TakeOverAsync(string study, CancellationToken cancellation) => throw ReadOnly();

    /// <inheritdoc />
    public ValueTask<LedgerWriter> AppendAsync(
        LedgerWriter writer, IReadOnlyList<StudyEvent> events, CancellationToken cancellation) => throw ReadOnly();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private LedgerException ReadOnly() =>
        new($"the store of the coordinator at {client.Url} can only be read from here; submit a study to have it worked on");

    private async Task<ClusterState> StatusAsync(CancellationToken cancellation) =>
        await ReadAsync(() => client.StatusAsync(cancellation)).ConfigureAwait(false)
        ?? throw new LedgerException($"the coordinator at {client.Url} has no status");

    /// <summary>Null where the coordinator does not have what was asked for.</summary>
    private static async Task<T?> ReadAsync<T>(Func<Task<T>> askAsync)
        where T : class
    {
        try
        {
            return await askAsync().ConfigureAwait(false);
        }
        catch (CoordinatorRefusedException exception) when (exception.IsUnknown)
        {
            return null;
        }
        catch (Exception exception) when (exception is CoordinatorRefusedException or CoordinatorUnreachableException)
        {
            throw new LedgerException(exception.Message, exception);
        }
    }
}
