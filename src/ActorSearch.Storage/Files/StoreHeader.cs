using System.Buffers.Binary;
using ActorSearch.Core.Ports;
using ActorSearch.Storage.Schema;

namespace ActorSearch.Storage.Files;

/// <summary>
/// What the first bytes of a file say it is. They are read before SQLite sees the file, since even looking at another
/// program's database through SQLite may change the files beside it. Layout: https://www.sqlite.org/fileformat2.html,
/// sections 1.3 and 1.6.
/// </summary>
internal static class StoreHeader
{
    private const int UserVersionOffset = 60;
    private const int ApplicationIdOffset = 68;
    private const int FirstPageTypeOffset = 100;
    private const int FirstPageCellsOffset = 103;
    private const int LeafTablePage = 0x0d;
    private const int Length = 108;

    /// <summary>Whether the file is a store or may become one: missing, empty, or a database that holds nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="newestVersion">The newest schema that this program knows.</param>
    /// <returns>The schema's version as the file states it; null where there is no store yet.</returns>
    /// <exception cref="LedgerException">It is something else, or cannot be read.</exception>
    public static int? Inspect(string path, int newestVersion)
    {
        var header = new byte[Length];
        int length;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            length = file.ReadAtLeast(header, Length, throwOnEndOfStream: false);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"the store {path} cannot be read: {exception.Message}", exception);
        }

        return length == 0 ? null : Judge(path, header.AsSpan(0, length), newestVersion);
    }

    private static int? Judge(string path, ReadOnlySpan<byte> header, int newestVersion)
    {
        if (header.Length < Length || !header.StartsWith("SQLite format 3\0"u8))
        {
            throw new LedgerException($"{path} is no store: it is not an SQLite database, or only the beginning of one");
        }

        var version = BinaryPrimitives.ReadInt32BigEndian(header[UserVersionOffset..]);
        var application = BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]);
        if (application == Migrations.ApplicationId)
        {
            return version <= newestVersion ? version : throw Newer(path, version, newestVersion);
        }

        var holdsNothing = header[FirstPageTypeOffset] == LeafTablePage
            && BinaryPrimitives.ReadUInt16BigEndian(header[FirstPageCellsOffset..]) == 0;
        if (application == 0 && version == 0 && holdsNothing && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 })
        {
            return null;
        }

        throw new LedgerException($"{path} is no store: it is an SQLite database of another program");
    }

    /// <summary>The message for a store of a later program.</summary>
    public static LedgerException Newer(string path, int version, int newestVersion) => new(
        $"the store {path} was written by a newer version of this program "
        + $"(schema {version}; this version knows schemas up to {newestVersion}); update the program, or name another store");
}
