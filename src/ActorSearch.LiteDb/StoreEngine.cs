using ActorSearch.LiteDb.Files;
using LiteDB.Engine;

namespace ActorSearch.LiteDb;

/// <summary>LiteDB over a store's two files, opened for writing. After a failure it is thrown away and opened anew.</summary>
internal sealed class StoreEngine : IDisposable
{
    private readonly string _logPath;
    private readonly IStoreDevice _dataFile;
    private readonly IStoreDevice _logFile;
    private readonly DataStream _data;
    private readonly LogStream _log;
    private readonly long _foldAt;

    private StoreEngine(string path, IStoreDevice dataFile, IStoreDevice logFile, long foldAt)
    {
        _logPath = LogScan.PathOf(path);
        _dataFile = dataFile;
        _logFile = logFile;
        _foldAt = foldAt;
        _data = new DataStream(dataFile);
        _log = new LogStream(logFile);
        Lite = new LiteEngine(new EngineSettings { DataStream = _data, LogStream = _log });
    }

    /// <summary>LiteDB.</summary>
    public LiteEngine Lite { get; }

    /// <summary>Length in bytes of what the log holds and is on the disk.</summary>
    public long LogLength => _log.Kept;

    /// <summary>Whether the log's file is what this made of it; another program may have folded it in, or deleted it.</summary>
    public bool IsUndisturbed => new FileInfo(_logPath) is { Exists: true } file && file.Length == _log.Kept;

    /// <summary>Opens the files of a store that exists, and takes from the log what never counted.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="options">How files are opened.</param>
    /// <param name="cutTo">Length that the log must not exceed: what follows was not acknowledged; null for no such bound.</param>
    public static StoreEngine Open(string path, StoreOptions options, long? cutTo)
    {
        var logPath = LogScan.PathOf(path);
        var isNewLog = !File.Exists(logPath);
        var data = options.OpenForWriting(path);
        try
        {
            var log = options.OpenForWriting(logPath);
            try
            {
                if (isNewLog)
                {
                    FolderSync.Flush(logPath);
                }

                Tidy(path, data, log, cutTo);
                return new StoreEngine(path, data, log, options.FoldAt);
            }
            catch
            {
                log.Dispose();
                throw;
            }
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>Runs a transaction, and returns once it is on the disk.</summary>
    public void Transaction(Action write)
    {
        if (_log.Kept >= _foldAt)
        {
            Fold();
        }

        Lite.BeginTrans();
        try
        {
            write();
            Lite.Commit();
        }
        catch
        {
            RollBack();
            throw;
        }

        _log.Persist();
    }

    /// <summary>Folds the log into the store's file and empties it.</summary>
    public void Fold()
    {
        _data.IsFolding = _log.IsFolding = true;
        try
        {
            Lite.Checkpoint();
        }
        finally
        {
            _data.IsFolding = _log.IsFolding = false;
        }
    }

    /// <summary>Cuts the log to a length, on the disk as well.</summary>
    public void CutLog(long length)
    {
        _logFile.SetLength(length);
        _logFile.Flush();
    }

    /// <summary>Closes the files as they are.</summary>
    public void Dispose()
    {
        // It cannot write any more, and would only report that.
        Lite.Dispose();
        _logFile.Dispose();
        _dataFile.Dispose();
    }

    /// <summary>Ends the open transaction in good order: LiteDB's finalizers end the process over one that was not.</summary>
    private void RollBack()
    {
        try
        {
            Lite.Rollback();
        }
        catch (Exception exception) when (StoreErrors.AreOfStore(exception))
        {
            // The failure that led here is the one to tell, and nothing of this reaches the disk.
        }
    }

    private static void Tidy(string path, IStoreDevice data, IStoreDevice log, long? cutTo)
    {
        var scan = LogScan.Of(path, data.Read, data.Length, log.Read, Math.Min(log.Length, cutTo ?? long.MaxValue));
        if (!scan.IsWhole)
        {
            throw StoreHeader.Damaged(path, "it is cut short");
        }

        if (scan.Length != log.Length)
        {
            log.SetLength(scan.Length);
            log.Flush();
        }

        // A page that a folding was writing when its process was killed is in the log.
        if (data.Length % Page.Size is not 0 and var rest)
        {
            data.SetLength(data.Length - rest);
            data.Flush();
        }
    }
}
