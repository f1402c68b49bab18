using System.Collections.Immutable;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.LiteDb;

/// <summary>A store in one LiteDB file.</summary>
public sealed class LiteDbLedger : ILedger
{
    /// <summary>Opens a store for reading and writing; makes one where there is no file.</summary>
    public static LiteDbLedger Open(string path) => throw new NotImplementedException();

    /// <summary>Opens a store that exists, for reading alone.</summary>
    public static LiteDbLedger OpenForReading(string path) => throw new NotImplementedException();

    /// <summary>Keeps other processes from running studies of the store from here on.</summary>
#pragma warning disable CA1822
    public void Hold() => throw new NotImplementedException();
#pragma warning restore CA1822

    /// <inheritdoc />
    public ValueTask<ImmutableArray<string>> StudiesAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc />
    public IAsyncEnumerable<StudyEvent> ReadAsync(string study, long from, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask<LedgerWriter> TakeOverAsync(string study, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask<LedgerWriter> AppendAsync(LedgerWriter writer, IReadOnlyList<StudyEvent> events, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
