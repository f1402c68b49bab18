using ActorSearch.Core.Ports;

namespace ActorSearch.LiteDb.Files;

/// <summary>
/// A store's two files in memory as they were at one moment, whatever another process writes meanwhile.
/// The log only grows until it is folded into the store's file, and is emptied after that. It is read before the file,
/// after it, and once more when the file was read again. If the file reads the same twice, and each log begins with the
/// one before it, then a folding that was not over when the second log was read has all its pages in that log, and one
/// that was over is in the file as a whole; an empty log alone could hide one, and so the file is read again after it.
/// Nobody needs to be locked out for it.
/// </summary>
internal static class StoreCopy
{
    private const int Tries = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Copies a store.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="open">Opens one of the store's files for reading; null where there is none.</param>
    /// <exception cref="LedgerException">It cannot be read, or is damaged.</exception>
    public static (MemoryPages Data, MemoryPages Log) Take(string path, Func<string, IStoreDevice?> open)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (TryTake(path, open) is { } copy)
            {
                return Whole(path, copy.Data, copy.Log);
            }

            Thread.Sleep(Pause);
        }

        throw new LedgerException($"the store {path} changes too fast to be read now; try again");
    }

    private static (MemoryPages Data, MemoryPages Log)? TryTake(string path, Func<string, IStoreDevice?> open)
    {
        using var data = open(path) ?? throw new LedgerException($"there is no store {path}");
        var logBefore = ReadLog(path, open);
        var pieces = ReadAll(data, out var length);
        var log = ReadLog(path, open);
        return log.AsSpan().StartsWith(logBefore) && IsStill(data, pieces, length) && ReadLog(path, open).AsSpan().StartsWith(log)
            ? (new MemoryPages(pieces, length), new MemoryPages(Split(log), log.Length))
            : null;
    }

    private static (MemoryPages Data, MemoryPages Log) Whole(string path, MemoryPages data, MemoryPages log)
    {
        var scan = LogScan.Of(path, data.Read, data.Length, log.Read, log.Length);
        return scan.IsWhole
            ? (data.Cut(data.Length / Page.Size * Page.Size), log.Cut(scan.Length))
            : throw StoreHeader.Damaged(path, "it is cut short");
    }

    private static byte[] ReadLog(string path, Func<string, IStoreDevice?> open)
    {
        using var log = open(LogScan.PathOf(path));
        if (log is null)
        {
            return [];
        }

        var bytes = new byte[log.Length];
        return bytes[..log.Read(bytes, 0)];
    }

    private static List<byte[]> ReadAll(IStoreDevice file, out long length)
    {
        var pieces = new List<byte[]>();
        length = 0;
        while (true)
        {
            var piece = new byte[MemoryPages.PieceLength];
            var read = file.Read(piece, length);
            length += read;
            pieces.Add(piece);
            if (read < piece.Length)
            {
                return pieces;
            }
        }
    }

    private static bool IsStill(IStoreDevice file, List<byte[]> pieces, long length)
    {
        var again = new byte[MemoryPages.PieceLength];
        var at = 0L;
        foreach (var piece in pieces)
        {
            var read = file.Read(again, at);
            var expected = (int)Math.Min(piece.Length, length - at);
            if (!again.AsSpan(0, read).SequenceEqual(piece.AsSpan(0, expected)))
            {
                return false;
            }

            at += read;
        }

        return true;
    }

    private static List<byte[]> Split(byte[] bytes) => [.. bytes.Chunk(MemoryPages.PieceLength)];
}
