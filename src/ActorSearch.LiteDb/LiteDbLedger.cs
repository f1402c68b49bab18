using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.LiteDb.Files;
using ActorSearch.Storage.Files;

namespace ActorSearch.LiteDb;

/// <summary>
/// A store in one LiteDB file. What was appended is on the disk: the ledger flushes LiteDB's log itself. One ledger on a
/// machine writes a store; any number read it meanwhile, each from a copy in memory that is consistent.
/// LiteDB is synchronous, so every call does its work on the caller's thread and returns completed: call it from a thread
/// that may wait for a disk. Calls from several threads are safe and take turns.
/// </summary>
public sealed class LiteDbLedger : ILedger
{
    /// <summary>Number of events that are read at a time, so that a long reading does not hold an append up.</summary>
    private const int EventsPerTurn = 256;

    private const string ExampleName = "results.litedb";

    private readonly Lock _turn = new();
    private readonly string _path;
    private readonly StoreWriter? _writer;
    private StoreSnapshot? _snapshot;
    private bool _closed;

    private LiteDbLedger(string path, StoreWriter? writer, StoreSnapshot? snapshot)
    {
        _path = path;
        _writer = writer;
        _snapshot = snapshot;
    }

    /// <summary>Opens a store for reading and writing; makes one where there is no file. Until it is held, others may hold it.</summary>
    /// <param name="path">The store's file. Its folder must exist.</param>
    /// <exception cref="LedgerException">The file is something else, of a newer version, damaged or write-protected.</exception>
    public static LiteDbLedger Open(string path) => Open(path, StoreOptions.Default);

    /// <summary>Opens a store that exists, for reading alone. It may lie on a write-protected disk.</summary>
    /// <param name="path">The store's file.</param>
    /// <exception cref="LedgerException">There is none, or the file is something else, of a newer version or damaged.</exception>
    public static LiteDbLedger OpenForReading(string path)
    {
        var full = StorePath.Full(path);
        StorePath.Check(full, ExampleName);
        return StoreHeader.IsStore(full)
            ? new LiteDbLedger(full, writer: null, StoreSnapshot.Take(full))
            : throw new LedgerException(
                File.Exists(full) ? $"the store {full} is empty: no search was run with it" : $"there is no store {full}");
    }

    /// <summary>Keeps other processes from running studies of the store from here on, as taking the first of them over does.</summary>
    /// <exception cref="LedgerException">Another process on this machine runs a study of this store.</exception>
    public void Hold()
    {
        lock (_turn)
        {
            Writer().Hold();
            _snapshot = null;
        }
    }

    internal static LiteDbLedger Open(string path, StoreOptions options)
    {
        var full = StorePath.Full(path);
        StorePath.Check(full, ExampleName);
        if (!StoreHeader.IsStore(full))
        {
            StoreCreation.Make(full);
        }

        CheckIsWritable(full);
        return new LiteDbLedger(full, new StoreWriter(full, options), StoreSnapshot.Take(full));
    }

    /// <inheritdoc />
    public ValueTask<ImmutableArray<string>> StudiesAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_turn)
        {
            var studies = IsWriting() ? _writer!.Studies() : Snapshot().Studies;
            return ValueTask.FromResult<ImmutableArray<string>>([.. studies.Where(s => s.EventCount > 0).Select(s => s.Name)]);
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StudyEvent> ReadAsync(string study, CancellationToken cancellation) => ReadAsync(study, from: 0, cancellation);

    /// <inheritdoc />
    public IAsyncEnumerable<StudyEvent> ReadAsync(string study, long from, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        lock (_turn)
        {
            // Events only ever follow each other, so the number of them now is the snapshot, whenever they are read.
            var snapshot = IsWriting() ? null : Snapshot();
            var studies = snapshot is null ? _writer!.Studies() : snapshot.Studies;
            return ReadAsync(snapshot, studies.FirstOrDefault(s => s.Name == study), from, cancellation);
        }
    }

    /// <inheritdoc />
    public ValueTask<LedgerWriter> TakeOverAsync(string study, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_turn)
        {
            var writer = Writer().TakeOver(study);
            _snapshot = null;
            return ValueTask.FromResult(writer);
        }
    }

    /// <inheritdoc />
    public ValueTask<LedgerWriter> AppendAsync(
        LedgerWriter writer, IReadOnlyList<StudyEvent> events, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(events.Count, nameof(events));
        cancellation.ThrowIfCancellationRequested();
        lock (_turn)
        {
            return ValueTask.FromResult(Writer().Append(writer, events));
        }
    }

    /// <summary>Closes the store. The log goes into the store's file, which is then all that remains.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_turn)
        {
            if (!_closed)
            {
                _closed = true;
                _writer?.Dispose();
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Whether this ledger holds the store, so that it reads through its writer.</summary>
    private bool IsWriting()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _writer is { Holds: true };
    }

    private static void CheckIsWritable(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw StoreErrors.Explain(path, exception);
        }
        catch (IOException)
        {
            // On Windows whoever holds it lets nobody else open it for writing; to hold it will say so.
        }
    }

    private async IAsyncEnumerable<StudyEvent> ReadAsync(
        StoreSnapshot? snapshot, StudyRow? study, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        while (study is not null && from < study.EventCount)
        {
            var to = Math.Min(from + EventsPerTurn, study.EventCount);
            foreach (var happened in snapshot?.Events(study, from, to) ?? WriterEvents(study, from, to))
            {
                cancellation.ThrowIfCancellationRequested();
                yield return happened;
            }

            from = to;
        }
    }

    private List<StudyEvent> WriterEvents(StudyRow study, long from, long to)
    {
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return _writer!.Read(engine => EventDocument.Read(engine.Lite, _path, study, from, to));
        }
    }

    private StoreSnapshot Snapshot() => _snapshot is { IsCurrent: true } ? _snapshot : _snapshot = StoreSnapshot.Take(_path);

    private StoreWriter Writer()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _writer ?? throw new LedgerException($"the store {_path} was opened for reading alone");
    }
}
