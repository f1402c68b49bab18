using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Storage.Files;
using Microsoft.Data.Sqlite;

namespace ActorSearch.Storage;

/// <summary>
/// A store in one SQLite file, with a write-ahead log and full synchronisation: what was appended is on the disk. One
/// connection writes; each reader has one of its own and sees the store as of the moment it began.
/// SQLite is synchronous, so every call does its work on the caller's thread and returns completed: call it from a
/// thread that may wait for a disk. Calls from several threads are safe; writes take turns.
/// </summary>
public sealed class SqliteLedger : ILedger
{
    private readonly Lock _turn = new();
    private readonly string _path;
    private readonly StoreOptions _options;
    private readonly StoreWriter? _writer;
    private bool _closed;

    private SqliteLedger(string path, StoreOptions options, StoreWriter? writer)
    {
        _path = path;
        _options = options;
        _writer = writer;
    }

    /// <summary>Opens a store for reading and writing; makes one where there is no file.</summary>
    /// <param name="path">The store's file. Its folder must exist.</param>
    /// <exception cref="LedgerException">The file is something else, of a newer version, damaged or write-protected.</exception>
    public static SqliteLedger Open(string path) => Open(path, StoreOptions.Default);

    /// <summary>Opens a store that exists, for reading alone. It may lie on a write-protected disk.</summary>
    /// <param name="path">The store's file.</param>
    /// <exception cref="LedgerException">There is none, or the file is something else, of a newer version or damaged.</exception>
    public static SqliteLedger OpenForReading(string path) => OpenForReading(path, StoreOptions.Default);

    /// <summary>Keeps other processes from running studies of the store from here on, as taking the first of them over does.</summary>
    /// <exception cref="LedgerException">Another process on this machine runs a study of this store.</exception>
    public void Hold()
    {
        lock (_turn)
        {
            Writer().Hold();
        }
    }

    internal static SqliteLedger Open(string path, StoreOptions options)
    {
        var full = StorePath.Full(path);
        var connection = StoreFile.OpenForWriting(full, options);
        try
        {
            return new SqliteLedger(full, options, new StoreWriter(full, connection));
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw StoreErrors.Explain(full, exception);
        }
    }

    internal static SqliteLedger OpenForReading(string path, StoreOptions options)
    {
        var full = StorePath.Full(path);
        StoreFile.CheckForReading(full, options);
        return new SqliteLedger(full, options, writer: null);
    }

    /// <inheritdoc />
    public ValueTask<ImmutableArray<string>> StudiesAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = OpenReader();
        return ValueTask.FromResult(reader.Studies());
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StudyEvent> ReadAsync(string study, CancellationToken cancellation) => ReadAsync(study, from: 0, cancellation);

    /// <inheritdoc />
    public IAsyncEnumerable<StudyEvent> ReadAsync(string study, long from, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);

        // Events only ever follow each other, so the number of them now is the snapshot, whenever they are read.
        using var reader = OpenReader();
        return ReadAsync(study, from, reader.EventCount(study), cancellation);
    }

    /// <inheritdoc />
    public ValueTask<LedgerWriter> TakeOverAsync(string study, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_turn)
        {
            return ValueTask.FromResult(Writer().TakeOver(study));
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

    private async IAsyncEnumerable<StudyEvent> ReadAsync(
        string study, long from, long count, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (from >= count)
        {
            yield break;
        }

        await using var reader = OpenReader();
        foreach (var happened in reader.Events(study, from, count))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return happened;
        }
    }

    private StoreReader OpenReader()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return new StoreReader(_path, StoreFile.OpenForReading(_path, _options));
    }

    private StoreWriter Writer()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _writer ?? throw new LedgerException($"the store {_path} was opened for reading alone");
    }
}
