using System.Buffers;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Receptions;

/// <summary>
/// Reads studies for followers. Stores may be synchronous, so reading is done on threads that may wait, a few at a
/// time; nothing is asked of the coordinator.
/// </summary>
/// <param name="ledger">The store.</param>
/// <param name="board">Tells when there is more to read.</param>
/// <param name="maxEventsPerPage">Most events at a time.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Cancelled once the coordinator is to end: nobody waits any longer.</param>
internal sealed class StoredStudies(
    ILedger ledger, StudyBoard board, int maxEventsPerPage, TimeProvider time, CancellationToken stopping) : IDisposable
{
    /// <summary>Bytes after which a page ends: a large grid comes in events of half a megabyte.</summary>
    private const int PageBytes = 4 << 20;

    private readonly SemaphoreSlim _readers = new(4);

    /// <summary>A study's definition; null where there is no such study.</summary>
    /// <exception cref="LedgerException">The store cannot be read.</exception>
    public async Task<StudyDefinition?> DescribeAsync(string study, CancellationToken aborted) =>
        board.Find(study)?.Definition
        ?? await ReadAsync(
            async () =>
            {
                StudyDefinition? definition = null;
                await foreach (var happened in ledger.ReadAsync(study, aborted).ConfigureAwait(false))
                {
                    definition = happened switch
                    {
                        StudyEvent.Created created => created.Definition,
                        StudyEvent.Redefined redefined => redefined.Definition,
                        _ => definition,
                    };
                }

                return definition;
            },
            aborted).ConfigureAwait(false);

    /// <summary>A study's events from a version on; where there are none yet, waits for the first.</summary>
    /// <param name="study">The study.</param>
    /// <param name="from">Version of the first event that is wanted.</param>
    /// <param name="wait">How long to wait.</param>
    /// <param name="aborted">Cancelled when the follower is gone.</param>
    /// <returns>As many as one answer holds, none where none came; null where there is no such study.</returns>
    /// <exception cref="LedgerException">The store cannot be read.</exception>
    public async Task<EventPage?> FollowAsync(string study, long from, TimeSpan wait, CancellationToken aborted)
    {
        if (!await ExistsAsync(study, aborted).ConfigureAwait(false))
        {
            return null;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        var expired = Task.Delay(wait, time, patience.Token);
        try
        {
            while (true)
            {
                // In this order, so that no event can come between the reading and the waiting.
                var changed = board.ChangeOf(study);
                var wasLast = expired.IsCompleted;
                var page = await ReadAsync(() => PageAsync(study, from, aborted), aborted).ConfigureAwait(false);
                if (page.Count > 0 || wasLast)
                {
                    return page;
                }

                await Task.WhenAny(changed, expired).ConfigureAwait(false);
            }
        }
        finally
        {
            await patience.CancelAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _readers.Dispose();

    private async Task<bool> ExistsAsync(string study, CancellationToken aborted) =>
        board.Find(study) is not null
        || (await ReadAsync(() => ledger.StudiesAsync(aborted).AsTask(), aborted).ConfigureAwait(false)).Contains(study);

    private async Task<EventPage> PageAsync(string study, long from, CancellationToken aborted)
    {
        var lines = new ArrayBufferWriter<byte>();
        var count = 0;
        await foreach (var happened in ledger.ReadAsync(study, from, aborted).ConfigureAwait(false))
        {
            EventLine.Write(lines, from + count, happened);
            count++;
            if (count == maxEventsPerPage || lines.WrittenCount >= PageBytes)
            {
                break;
            }
        }

        return new EventPage(count, lines.WrittenMemory);
    }

    private async Task<T> ReadAsync<T>(Func<Task<T>> read, CancellationToken aborted)
    {
        await _readers.WaitAsync(aborted).ConfigureAwait(false);
        try
        {
            return await Task.Run(read, aborted).ConfigureAwait(false);
        }
        finally
        {
            _readers.Release();
        }
    }
}
