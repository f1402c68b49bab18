using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Tests.Doubles;

/// <summary>A ledger in memory that can be made to hold an append back, or to fail it.</summary>
internal sealed class MemoryLedger : ILedger
{
    private readonly Lock _lock = new();
    private readonly List<(string Study, StudyEvent Event)> _events = [];
    private readonly Dictionary<string, long> _epochs = [];

    /// <summary>Sizes of the appends so far.</summary>
    public List<int> Appends { get; } = [];

    /// <summary>Awaited before each append; what it throws is the append's failure.</summary>
    public Func<IReadOnlyList<StudyEvent>, Task> BeforeAppend { get; set; } = _ => Task.CompletedTask;

    /// <summary>Awaited after each append; what it throws is the failure of an append that was recorded all the same.</summary>
    public Func<Task> AfterAppend { get; set; } = () => Task.CompletedTask;

    /// <summary>The events of all studies, in the order of their recording.</summary>
    public ImmutableArray<StudyEvent> Events => [.. Recorded().Select(e => e.Event)];

    /// <summary>The events of one study.</summary>
    public ImmutableArray<StudyEvent> EventsOf(string study) => [.. Recorded().Where(e => e.Study == study).Select(e => e.Event)];

    public ValueTask<ImmutableArray<string>> StudiesAsync(CancellationToken cancellation) =>
        new([.. Recorded().Select(e => e.Study).Distinct()]);

    public async IAsyncEnumerable<StudyEvent> ReadAsync(string study, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var happened in EventsOf(study).Skip((int)from))
        {
            yield return happened;
        }

        await Task.CompletedTask;
    }

    public ValueTask<LedgerWriter> TakeOverAsync(string study, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var epoch = _epochs[study] = _epochs.GetValueOrDefault(study) + 1;
            return new(new LedgerWriter(study, epoch, _events.Count(e => e.Study == study)));
        }
    }

    public async ValueTask<LedgerWriter> AppendAsync(
        LedgerWriter writer, IReadOnlyList<StudyEvent> events, CancellationToken cancellation)
    {
        await BeforeAppend(events);
        lock (_lock)
        {
            if (writer.Epoch != _epochs[writer.Study])
            {
                throw new LedgerFencedException(writer.Study, writer.Epoch);
            }

            Assert.Equal(_events.Count(e => e.Study == writer.Study), writer.NextVersion);
            _events.AddRange(events.Select(e => (writer.Study, e)));
            Appends.Add(events.Count);
        }

        await AfterAppend();
        return writer with { NextVersion = writer.NextVersion + events.Count };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ImmutableArray<(string Study, StudyEvent Event)> Recorded()
    {
        lock (_lock)
        {
            return [.. _events];
        }
    }
}
