using System.Buffers.Binary;
using System.Text;
using ActorSearch.Core.Checksums;

namespace ActorSearch.Training.Checkpoints.Zip;

/// <summary>Writes a zip file of stored records, each at a multiple of 64 bytes, the same bytes for the same content.</summary>
internal sealed class ZipWriter(Stream stream)
{
    private readonly List<ZipRecord> _records = [];

    /// <summary>Bytes so far.</summary>
    private long _length;

    /// <summary>Adds a record.</summary>
    /// <param name="name">Its name, in ASCII.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="CheckpointException">The file would have 4 GiB or more.</exception>
    public void Add(string name, ReadOnlySpan<byte> content)
    {
        var unfilled = _length + ZipFormat.LocalLength + name.Length + ZipFormat.FillerHead;
        var filler = (int)((ZipFormat.Alignment - (unfilled % ZipFormat.Alignment)) % ZipFormat.Alignment);
        var header = new byte[ZipFormat.LocalLength + name.Length + ZipFormat.FillerHead + filler];
        var record = new ZipRecord(name, Crc32.Of(content), Fitting(content.Length), Fitting(_length));
        _records.Add(record);

        var fields = new FieldWriter(header);
        fields.Write(ZipFormat.LocalSignature);
        WriteCommon(ref fields, record);
        fields.Write((ushort)(ZipFormat.FillerHead + filler));
        fields.Write(name);
        fields.Write(ZipFormat.Filler);
        fields.Write((ushort)filler);
        Write(header);
        Write(content);
    }

    /// <summary>Writes the directory, after the last record.</summary>
    /// <exception cref="CheckpointException">The file would have 4 GiB or more.</exception>
    public void Finish()
    {
        var start = Fitting(_length);
        foreach (var record in _records)
        {
            var entry = new byte[ZipFormat.CentralLength + record.Name.Length];
            var fields = new FieldWriter(entry);
            fields.Write(ZipFormat.CentralSignature);
            fields.Write(ZipFormat.Version);
            WriteCommon(ref fields, record);
            fields.Skip(12); // No extra field, no comment, the first disk, no attributes.
            fields.Write(record.Offset);
            fields.Write(record.Name);
            Write(entry);
        }

        var end = new byte[ZipFormat.EndLength];
        var last = new FieldWriter(end);
        last.Write(ZipFormat.EndSignature);
        last.Skip(4);
        last.Write((ushort)_records.Count);
        last.Write((ushort)_records.Count);
        last.Write(Fitting(_length - start));
        last.Write(start);
        Write(end);
    }

    private static void WriteCommon(ref FieldWriter fields, ZipRecord record)
    {
        fields.Write(ZipFormat.Version);
        fields.Skip(6); // No flags, stored, midnight.
        fields.Write(ZipFormat.Date);
        fields.Write(record.Sum);
        fields.Write(record.Size);
        fields.Write(record.Size);
        fields.Write((ushort)record.Name.Length);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _length += bytes.Length;
    }

    private static uint Fitting(long value) => value < uint.MaxValue
        ? (uint)value
        : throw new CheckpointException("the weights take 4 GiB or more; a checkpoint holds less");

    private ref struct FieldWriter(Span<byte> bytes)
    {
        private Span<byte> _rest = bytes;

        public void Write(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_rest, value);
            Skip(sizeof(ushort));
        }

        public void Write(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_rest, value);
            Skip(sizeof(uint));
        }

        public void Write(string name) => Skip(Encoding.ASCII.GetBytes(name, _rest));

        public void Skip(int count) => _rest = _rest[count..];
    }
}
