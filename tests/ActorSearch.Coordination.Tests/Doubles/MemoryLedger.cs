using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Tests.Doubles;

/// <summary>A ledger in memory that can be made to hold an append back, or to fail it.</summary>
internal sealed class MemoryLedger : ILedger
{
    private readonly List<StudyEvent> _events = [];
    private long _epoch;

    /// <summary>Sizes of the appends so far.</summary>
    public List<int> Appends { get; } = [];

    /// <summary>Awaited before each append.</summary>
    public Func<IReadOnlyList<StudyEvent>, Task> BeforeAppend { get; set; } = _ => Task.CompletedTask;

    public ImmutableArray<StudyEvent> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    public ValueTask<ImmutableArray<string>> StudiesAsync(CancellationToken cancellation) => new(ImmutableArray<string>.Empty);

    public async IAsyncEnumerable<StudyEvent> ReadAsync(string study, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var happened in Events.Skip((int)from))
        {
            yield return happened;
        }

        await Task.CompletedTask;
    }

    public ValueTask<LedgerWriter> TakeOverAsync(string study, CancellationToken cancellation) =>
        new(new LedgerWriter(study, ++_epoch, Events.Length));

    public async ValueTask<LedgerWriter> AppendAsync(
        LedgerWriter writer, IReadOnlyList<StudyEvent> events, CancellationToken cancellation)
    {
        await BeforeAppend(events);
        lock (_events)
        {
            if (writer.Epoch != _epoch)
            {
                throw new LedgerFencedException(writer.Study, writer.Epoch);
            }

            Assert.Equal(_events.Count, writer.NextVersion);
            _events.AddRange(events);
            Appends.Add(events.Count);
            return writer with { NextVersion = _events.Count };
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
