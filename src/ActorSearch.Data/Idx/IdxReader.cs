using System.Buffers.Binary;
using System.IO.Compression;

namespace ActorSearch.Data.Idx;

/// <summary>Reads IDX files of unsigned bytes, as they are or in gzip; which of the two, the content says.</summary>
internal static class IdxReader
{
    // Deflate cannot pack tighter than 1032 to 1 (zlib's technical notes), so a head that announces more is refused
    // before any memory is taken for it.
    private const int MaxDeflateRatio = 1032;

    /// <summary>The head alone.</summary>
    /// <exception cref="DataException">The file cannot be read or is not of that kind.</exception>
    public static IdxHeader ReadHeader(string path, IdxKind kind) =>
        Guard(path, () =>
        {
            using var content = Unpacked(Open(path));
            return ReadHeader(content, kind, path);
        });

    /// <summary>The whole file: its head, and exactly the bytes that the head announces.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it must hold.</param>
    /// <param name="check">Says no, by an exception, to a head that does not suit, before the rest is read.</param>
    /// <exception cref="DataException">The file cannot be read, is not of that kind, or is too short or long.</exception>
    public static (IdxHeader Header, byte[] Payload) Read(string path, IdxKind kind, Action<IdxHeader>? check = null) =>
        Guard(path, () =>
        {
            using var file = Open(path);
            return ReadAll(file, kind, path, check);
        });

    /// <inheritdoc cref="Read(string, IdxKind, Action{IdxHeader}?)"/>
    public static (IdxHeader Header, byte[] Payload) Read(
        byte[] content, IdxKind kind, string path, Action<IdxHeader>? check = null) =>
        Guard(path, () =>
        {
            using var memory = new MemoryStream(content, writable: false);
            return ReadAll(memory, kind, path, check);
        });

    /// <summary>Turns the failures of the file system and of gzip into sentences.</summary>
    public static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw new DataException($"{path}: its gzip data is damaged ({error.Message}); fetch it again.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new DataException($"{path}: may not be read; check its permissions.", error);
        }
        catch (IOException error)
        {
            throw new DataException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <exception cref="DataException">There is no such file, it is a folder, or it is empty.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new DataException($"{path}: is a folder where an IDX file belongs.");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new DataException($"{path}: does not exist.");
        }

        // Asked before opening: opening a pipe, whose length is 0 too, would wait for ever.
        if (file.Length == 0)
        {
            throw new DataException($"{path}: is empty; an IDX file or a gzip of one belongs here.");
        }

        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
    }

    private static (IdxHeader Header, byte[] Payload) ReadAll(
        Stream stored, IdxKind kind, string path, Action<IdxHeader>? check)
    {
        var (storedLength, lastWord) = (stored.Length, LastWord(stored));
        using var content = Unpacked(stored);
        var header = ReadHeader(content, kind, path);
        check?.Invoke(header);
        var isGzip = content is GZipStream;
        var possible = isGzip ? storedLength * MaxDeflateRatio : storedLength - IdxHeader.LengthBytes(kind);
        if (header.PayloadBytes > possible)
        {
            throw Truncated(path, header, kind, isGzip ? null : possible);
        }

        var payload = new byte[header.PayloadBytes];
        var length = content.ReadAtLeast(payload, payload.Length, throwOnEndOfStream: false);
        if (length < payload.Length)
        {
            throw Truncated(path, header, kind, length);
        }

        if (content.ReadByte() >= 0)
        {
            throw new DataException(
                $"{path}: goes on after the {header.PayloadBytes} {IdxHeader.Words(kind)} that its head announces; "
                + "the head or the file is wrong.");
        }

        // GZipStream checks the checksum at the end of a gzip, but says nothing where that end is missing. The last
        // word is the unpacked length (RFC 1952).
        if (isGzip && lastWord != (uint)(IdxHeader.LengthBytes(kind) + payload.Length))
        {
            throw new DataException(
                $"{path}: its gzip data is damaged (its last four bytes are not its unpacked length: cut off, or packed "
                + "in several parts); fetch or pack it again.");
        }

        return (header, payload);
    }

    private static DataException Truncated(string path, IdxHeader header, IdxKind kind, long? length) =>
        new($"{path}: is cut off: its head announces {header.PayloadBytes} {IdxHeader.Words(kind)}, "
            + (length is { } found ? $"{found} follow" : "more than a gzip of its size can hold")
            + "; fetch it again.");

    private static IdxHeader ReadHeader(Stream content, IdxKind kind, string path)
    {
        Span<byte> head = stackalloc byte[IdxHeader.LengthBytes(kind)];
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return IdxHeader.Parse(head[..length], kind, path);
    }

    private static uint LastWord(Stream stored)
    {
        Span<byte> word = stackalloc byte[sizeof(uint)];
        if (stored.Length >= word.Length)
        {
            stored.Seek(-word.Length, SeekOrigin.End);
            stored.ReadExactly(word);
            stored.Position = 0;
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(word);
    }

    private static Stream Unpacked(Stream stored)
    {
        Span<byte> magic = stackalloc byte[2];
        var length = stored.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        stored.Position = 0;
        return length == 2 && magic[0] == 0x1F && magic[1] == 0x8B
            ? new GZipStream(stored, CompressionMode.Decompress)
            : stored;
    }
}
