using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;
using ActorSearch.Core.Checksums;
using static ActorSearch.Training.Checkpoints.Zip.ZipFormat;

namespace ActorSearch.Training.Checkpoints.Zip;

/// <summary>
/// Reads what <see cref="ZipWriter"/> writes, and nothing else: records that are stored, no comment, no second directory.
/// Memory is bounded by what a caller allows a record.
/// </summary>
internal sealed class ZipReader
{
    /// <summary>A network of ten thousand tensors has a directory of this size.</summary>
    private const int MaxDirectoryBytes = 1 << 20;

    private readonly Stream _stream;
    private readonly FrozenDictionary<string, ZipRecord> _records;
    private readonly long _directory;

    /// <summary>Reads the directory.</summary>
    /// <exception cref="FormatException">It is not one of a checkpoint.</exception>
    public ZipReader(Stream stream)
    {
        _stream = stream;
        var end = Read(stream.Length - EndLength, EndLength);
        var (size, start) = (UInt32(end, 12), UInt32(end, 16));
        if (UInt32(end, 0) != EndSignature || (long)start + size + EndLength != stream.Length)
        {
            throw new FormatException("it does not end as a zip file that was written to its end");
        }

        _directory = start;
        _records = ReadDirectory(Read(start, Bounded(size, MaxDirectoryBytes, "the directory")), UInt16(end, 10));
    }

    /// <summary>Reads a record.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="maxBytes">Most bytes that it may have.</param>
    /// <exception cref="FormatException">There is none of this name, it is too large, or its bytes are not those that were written.</exception>
    public byte[] Read(string name, long maxBytes)
    {
        if (!_records.TryGetValue(name, out var record))
        {
            throw new FormatException($"it has no record {name}");
        }

        var size = Bounded(record.Size, maxBytes, name);
        var header = Read(record.Offset, LocalLength);
        var content = record.Offset + LocalLength + UInt16(header, 26) + UInt16(header, 28);
        if (UInt32(header, 0) != LocalSignature || content + size > _directory)
        {
            throw new FormatException($"record {name} is not where the directory says");
        }

        var bytes = Read(content, size);
        return Crc32.Of(bytes) == record.Sum ? bytes : throw new FormatException($"the bytes of {name} are not those that were written");
    }

    private static FrozenDictionary<string, ZipRecord> ReadDirectory(ReadOnlySpan<byte> bytes, int count)
    {
        var records = new Dictionary<string, ZipRecord>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var isWhole = bytes.Length >= CentralLength && bytes.Length >= CentralLength + UInt16(bytes, 28);
            if (!isWhole || UInt32(bytes, 0) != CentralSignature || UInt16(bytes, 10) != 0 || UInt32(bytes, 20) != UInt32(bytes, 24)
                || UInt16(bytes, 30) != 0 || UInt16(bytes, 32) != 0)
            {
                throw new FormatException("its directory is not that of a checkpoint, whose records are stored as they are");
            }

            var length = CentralLength + UInt16(bytes, 28);
            var name = Encoding.ASCII.GetString(bytes[CentralLength..length]);
            if (!records.TryAdd(name, new ZipRecord(name, UInt32(bytes, 16), UInt32(bytes, 24), UInt32(bytes, 42))))
            {
                throw new FormatException("its directory names a record twice");
            }

            bytes = bytes[length..];
        }

        return bytes.IsEmpty
            ? records.ToFrozenDictionary(StringComparer.Ordinal)
            : throw new FormatException("its directory has more entries than it says");
    }

    private byte[] Read(long offset, int count)
    {
        if (offset < 0 || offset + count > _stream.Length)
        {
            throw new FormatException("it is shorter than it says");
        }

        var bytes = new byte[count];
        _stream.Position = offset;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    private static int Bounded(uint size, long max, string what) =>
        size <= Math.Min(max, Array.MaxLength) ? (int)size : throw new FormatException($"{what} has {size} bytes, where at most {max} are expected");

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
