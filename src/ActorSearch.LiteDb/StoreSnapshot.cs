using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.LiteDb.Files;
using LiteDB;
using LiteDB.Engine;

namespace ActorSearch.LiteDb;

/// <summary>A store as it was at one moment, in memory, for reading; the files are not touched again.</summary>
internal sealed class StoreSnapshot
{
    /// <summary>How long a file must have lain unchanged before its time of change is trusted to tell a change.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private readonly string _path;
    private readonly FileStates _files;
    private readonly LiteEngine _engine;

    private StoreSnapshot(string path, FileStates files, LiteEngine engine)
    {
        _path = path;
        _files = files;
        _engine = engine;
        Studies = StudyRow.All(engine);
        LockHolder = engine.All(Documents.LockHolder).FirstOrDefault();
    }

    /// <summary>The studies, oldest first.</summary>
    public ImmutableArray<StudyRow> Studies { get; }

    /// <summary>Which process took the store last; null when none did.</summary>
    public BsonDocument? LockHolder { get; }

    /// <summary>Whether the store has certainly not changed since.</summary>
    public bool IsCurrent => _files.AreSettled && FileStates.Of(_path) == (_files with { SeenAt = default });

    /// <summary>Copies a store.</summary>
    /// <exception cref="Core.Ports.LedgerException">It cannot be read, or is damaged.</exception>
    public static StoreSnapshot Take(string path)
    {
        try
        {
            var files = FileStates.Of(path) with { SeenAt = DateTime.UtcNow };
            var (data, log) = StoreCopy.Take(path, FileDevice.OpenForReading);
            return new StoreSnapshot(
                path, files, new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, ReadOnly = true }));
        }
        catch (Exception exception) when (StoreErrors.AreOfStore(exception))
        {
            throw StoreErrors.Explain(path, exception);
        }
    }

    /// <summary>The events of a study from one version on, up to and without another.</summary>
    public List<StudyEvent> Events(StudyRow study, long from, long to)
    {
        try
        {
            lock (_turn)
            {
                return EventDocument.Read(_engine, _path, study, from, to);
            }
        }
        catch (Exception exception) when (StoreErrors.AreOfStore(exception))
        {
            throw StoreErrors.Explain(_path, exception);
        }
    }

    private sealed record FileStates(long Length, DateTime ChangedAt, long LogLength, DateTime LogChangedAt, DateTime SeenAt)
    {
        public bool AreSettled => SeenAt - ChangedAt > Settled && SeenAt - LogChangedAt > Settled;

        public static FileStates Of(string path)
        {
            var data = new FileInfo(path);
            var log = new FileInfo(LogScan.PathOf(path));
            return new(
                data.Exists ? data.Length : -1,
                data.LastWriteTimeUtc,
                log.Exists ? log.Length : -1,
                log.LastWriteTimeUtc,
                default);
        }
    }
}
