using ActorSearch.Core.Experiments;

namespace ActorSearch.Data;

/// <summary>
/// Data sets loaded once per process, whichever of its workers asks first: the others wait for that one. What anybody
/// still uses is never loaded a second time; of the rest the last few are kept. A failure or a cancellation is not
/// kept: the next to ask tries again.
/// </summary>
/// <param name="capacity">How many data sets to keep that nobody else holds on to.</param>
internal sealed class SplitsCache(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Key, Slot> slots = [];
    private readonly LinkedList<DataSplits> recent = new();

    public DataSplits GetOrLoad(
        DataSetSpec spec, ulong seed, DataSources sources, Func<CancellationToken, DataSplits> load, CancellationToken ct)
    {
        var slot = Enter(new Key(spec, seed, sources));
        DataSplits? splits = null;
        try
        {
            slot.Turn.Wait(ct);
            try
            {
                splits = slot.Loaded.TryGetTarget(out var loaded) ? loaded : load(ct);
                slot.Loaded.SetTarget(splits);
                return splits;
            }
            finally
            {
                slot.Turn.Release();
            }
        }
        finally
        {
            Leave(slot, splits);
        }
    }

    private Slot Enter(Key key)
    {
        lock (gate)
        {
            if (!slots.TryGetValue(key, out var slot))
            {
                slots.Add(key, slot = new Slot());
            }

            slot.Visitors++;
            return slot;
        }
    }

    private void Leave(Slot slot, DataSplits? splits)
    {
        lock (gate)
        {
            slot.Visitors--;
            if (splits is not null)
            {
                recent.Remove(splits);
                recent.AddFirst(splits);
                if (recent.Count > capacity)
                {
                    recent.RemoveLast();
                }
            }

            foreach (var (key, each) in slots)
            {
                if (each.Visitors == 0 && !each.Loaded.TryGetTarget(out _))
                {
                    slots.Remove(key);
                }
            }
        }
    }

    private sealed record Key(DataSetSpec Spec, ulong Seed, DataSources Sources);

    private sealed class Slot
    {
        // Never disposed: it has no wait handle to give back unless one is asked for.
        public SemaphoreSlim Turn { get; } = new(1);

        public WeakReference<DataSplits> Loaded { get; } = new(null!);

        /// <summary>Threads that load or wait; a slot with any stays.</summary>
        public int Visitors { get; set; }
    }
}
