using ActorSearch.Core.Ports;
using ActorSearch.LiteDb.Files;
using ActorSearch.Storage.Files;
using LiteDB;
using LiteDB.Engine;

namespace ActorSearch.LiteDb;

/// <summary>Makes new stores: in memory, then in a file beside the store's place, then by its name. So a store is whole or not there.</summary>
internal static class StoreCreation
{
    /// <summary>
    /// Up to which length in pages LiteDB may let the log grow by itself. The ledger folds it in far earlier, at moments
    /// when nothing hangs on it; other programs that write the store do it when they close it.
    /// </summary>
    private const int LiteDbFoldsAt = 100_000;

    /// <summary>Makes a store where there is none, or an empty file.</summary>
    /// <exception cref="LedgerException">It cannot be made, or another process is making it.</exception>
    public static void Make(string path)
    {
        using var turn = StoreLock.Take(path, () => "another process");
        if (StoreHeader.IsStore(path))
        {
            return;
        }

        if (new FileInfo(LogScan.PathOf(path)) is { Exists: true, Length: > 0 } log)
        {
            throw new LedgerException(
                $"there is no store {path}, but the log of one, {log.FullName}; put the store back beside it, or delete the log");
        }

        var draft = path + "-new";
        try
        {
            using (var file = FileDevice.OpenForWriting(draft))
            {
                file.SetLength(0);
                file.Write(Empty(), 0);
                file.Flush();
            }

            File.Move(draft, path, overwrite: true);
            FolderSync.Flush(path);
        }
        catch (Exception exception) when (StoreErrors.AreOfStore(exception))
        {
            File.Delete(draft);
            throw StoreErrors.Explain(path, exception);
        }
    }

    /// <summary>The bytes of a store that holds nothing.</summary>
    internal static byte[] Empty()
    {
        using var data = new MemoryStream();
        using (var engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = new MemoryStream(), Collation = Collation.Binary }))
        {
            engine.Pragma(Pragmas.USER_VERSION, StoreHeader.UserVersion);
            engine.Pragma(Pragmas.CHECKPOINT, LiteDbFoldsAt);
            engine.Pragma(Pragmas.UTC_DATE, true);
            engine.Checkpoint();
        }

        return data.ToArray();
    }
}
