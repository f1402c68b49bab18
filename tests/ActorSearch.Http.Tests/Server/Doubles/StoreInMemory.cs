using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Tests.Client.Doubles;

namespace ActorSearch.Http.Tests.Server.Doubles;

/// <summary>A store of several studies in memory that can be made to fail.</summary>
internal sealed class StoreInMemory : ILedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Epoch, ImmutableList<StudyEvent> Events)> _studies = [];
    private readonly List<string> _order = [];
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the store says while it takes and gives nothing; null while all is well.</summary>
    public string? Failure { get; set; }

    /// <summary>Waits until somebody has read on from a version.</summary>
    public Task ReadOnceAsync() => _read.Task.WaitAsync(Patience.Limit);

    public ImmutableList<StudyEvent> EventsOf(string study)
    {
        lock (_lock)
        {
            return _studies.TryGetValue(study, out var held) ? held.Events : [];
        }
    }

    public ValueTask<ImmutableArray<string>> StudiesAsync(CancellationToken cancellation)
    {
        Check();
        lock (_lock)
        {
            return new([.. _order.Where(s => !_studies[s].Events.IsEmpty)]);
        }
    }

    public IAsyncEnumerable<StudyEvent> ReadAsync(string study, long from, CancellationToken cancellation)
    {
        Check();
        if (from > 0)
        {
            _read.TrySetResult();
        }

        return Enumerate(EventsOf(study), from, cancellation);
    }

    public ValueTask<LedgerWriter> TakeOverAsync(string study, CancellationToken cancellation)
    {
        Check();
        lock (_lock)
        {
            if (!_studies.ContainsKey(study))
            {
                _order.Add(study);
            }

            var (epoch, events) = _studies.GetValueOrDefault(study, (0, []));
            _studies[study] = (epoch + 1, events);
            return new(new LedgerWriter(study, epoch + 1, events.Count));
        }
    }

    public ValueTask<LedgerWriter> AppendAsync(LedgerWriter writer, IReadOnlyList<StudyEvent> events, CancellationToken cancellation)
    {
        Check();
        lock (_lock)
        {
            var (epoch, held) = _studies[writer.Study];
            Assert.Equal((epoch, (long)held.Count), (writer.Epoch, writer.NextVersion));
            _studies[writer.Study] = (epoch, held.AddRange(events));
            return new(writer with { NextVersion = held.Count + events.Count });
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async IAsyncEnumerable<StudyEvent> Enumerate(
        ImmutableList<StudyEvent> events, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        for (var i = from; i < events.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return events[(int)i];
        }
    }

    private void Check()
    {
        if (Failure is { } failure)
        {
            throw new LedgerException(failure);
        }
    }
}
