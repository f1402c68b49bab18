using ActorSearch.Core.Ports;

namespace ActorSearch.LiteDb.Files;

/// <summary>Reads bytes of a file: up to the end of the file or of the buffer.</summary>
internal delegate int ReadAt(Span<byte> into, long at);

/// <summary>What a log holds, found without LiteDB.</summary>
/// <param name="Length">Length in bytes up to the last transaction that was committed; what follows never counted.</param>
/// <param name="IsWhole">Whether the store's file and the log have every page that the store says it has.</param>
internal readonly record struct LogScan(long Length, bool IsWhole)
{
    /// <summary>The log of a store; beside the file itself it lies where LiteDB puts it.</summary>
    public static string PathOf(string store) => Path.Combine(
        Path.GetDirectoryName(store) ?? string.Empty,
        $"{Path.GetFileNameWithoutExtension(store)}-log{Path.GetExtension(store)}");

    /// <summary>Goes through a log.</summary>
    /// <param name="store">The store, for messages.</param>
    /// <param name="data">Reads the store's file.</param>
    /// <param name="dataLength">Its length.</param>
    /// <param name="log">Reads the log.</param>
    /// <param name="logLength">Its length.</param>
    /// <exception cref="LedgerException">The log is something else.</exception>
    public static LogScan Of(string store, ReadAt data, long dataLength, ReadAt log, long logLength)
    {
        Span<byte> head = stackalloc byte[Page.HeadLength];
        data(head, 0);
        var lastPage = Page.LastNumber(head);
        var inLog = new HashSet<uint>();
        var pending = new HashSet<uint>();
        var length = 0L;
        for (var at = 0L; at + Page.Size <= logLength; at += Page.Size)
        {
            log(head, at);
            if (Page.Type(head) > Page.LastType)
            {
                throw StoreHeader.Damaged(store, $"its log {PathOf(store)} is none of LiteDB's");
            }

            pending.Add(Page.Number(head));
            if (Page.IsCommit(head))
            {
                inLog.UnionWith(pending);
                pending.Clear();
                length = at + Page.Size;
                lastPage = Page.Type(head) == Page.HeaderType ? Page.LastNumber(head) : lastPage;
            }
        }

        var missing = false;
        for (var page = dataLength / Page.Size; page <= lastPage && !missing; page++)
        {
            missing = !inLog.Contains((uint)page);
        }

        return new LogScan(length, !missing);
    }
}
