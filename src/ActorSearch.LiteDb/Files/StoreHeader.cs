using ActorSearch.Core.Ports;

namespace ActorSearch.LiteDb.Files;

/// <summary>
/// What the first bytes of a file say it is. They are read before LiteDB sees the file, since LiteDB may change a file by
/// opening it.
/// </summary>
internal static class StoreHeader
{
    /// <summary>The newest schema that this program knows.</summary>
    public const int Schema = 1;

    /// <summary>The pragma USER_VERSION of a store of the present schema: "Ac" above, the schema's number below.</summary>
    public const int UserVersion = Mark | Schema;

    private const int Mark = 0x4163_0000;
    private const int SchemaBits = 0xffff;
    private const byte FileVersion = 8;
    private const byte EncryptedMark = 1;

    /// <summary>Whether the file is a store, or may become one: missing or empty.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Whether it is a store.</returns>
    /// <exception cref="LedgerException">It is something else, of a newer version, or cannot be read.</exception>
    public static bool IsStore(string path)
    {
        var head = new byte[Page.HeadLength];
        long length;
        try
        {
            using var file = FileDevice.OpenForReading(path);
            length = file?.Length ?? 0;
            _ = file?.Read(head, 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"the store {path} cannot be read: {exception.Message}", exception);
        }

        if (length == 0)
        {
            return false;
        }

        Judge(path, head, length);
        return true;
    }

    /// <summary>The message for a file that was a store and is none any more.</summary>
    /// <param name="path">The store.</param>
    /// <param name="what">What is wrong with it.</param>
    public static LedgerException Damaged(string path, string what, Exception? inner = null)
    {
        var message = $"the store {path} is damaged ({what}); put a copy in its place";
        return inner is null ? new LedgerException(message) : new LedgerException(message, inner);
    }

    private static void Judge(string path, ReadOnlySpan<byte> head, long length)
    {
        if (!head[Page.MarkOffset..].StartsWith(Page.Mark) || Page.FileVersion(head) != FileVersion)
        {
            // An encrypted file is salt and noise, but for its first byte and the zeros of its first page.
            throw new LedgerException(head[0] == EncryptedMark && length >= 2 * Page.Size
                ? $"{path} is no store: it is encrypted, or not a LiteDB 5 database"
                : $"{path} is no store: it is not a LiteDB 5 database");
        }

        var version = Page.UserVersion(head);
        if ((version & ~SchemaBits) != Mark)
        {
            throw new LedgerException($"{path} is no store: it is a LiteDB database of another program");
        }

        if (length < Page.Size)
        {
            throw Damaged(path, "its first page is cut short");
        }

        if ((version & SchemaBits) is > Schema and var schema)
        {
            throw new LedgerException(
                $"the store {path} was written by a newer version of this program "
                + $"(schema {schema}; this version knows schemas up to {Schema}); update the program, or name another store");
        }
    }
}
