using ActorSearch.Core.Experiments;

namespace ActorSearch.Data;

/// <summary>
/// Data sets loaded once per process, whichever of its workers asks first: the others wait for that one. A failure
/// or a cancellation is not kept: the next to ask tries again.
/// </summary>
internal sealed class SplitsCache(int capacity)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Slot> recent = new();

    public DataSplits GetOrLoad(
        DataSetSpec spec, ulong seed, DataSources sources, Func<CancellationToken, DataSplits> load, CancellationToken ct)
    {
        var slot = SlotOf(new Key(spec, seed, sources));
        slot.Turn.Wait(ct);
        try
        {
            return slot.Splits ??= load(ct);
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    private Slot SlotOf(Key key)
    {
        lock (gate)
        {
            var slot = recent.FirstOrDefault(each => each.Key == key);
            if (slot is null)
            {
                slot = new Slot(key);
            }
            else
            {
                recent.Remove(slot);
            }

            recent.AddFirst(slot);
            if (recent.Count > capacity)
            {
                recent.RemoveLast();
            }

            return slot;
        }
    }

    private sealed record Key(DataSetSpec Spec, ulong Seed, DataSources Sources);

    private sealed class Slot(Key key)
    {
        public Key Key { get; } = key;

        // Never disposed: it has no wait handle to give back unless one is asked for.
        public SemaphoreSlim Turn { get; } = new(1);

        public DataSplits? Splits { get; set; }
    }
}
