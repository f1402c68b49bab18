using System.Buffers.Binary;
using System.Text;

namespace ActorSearch.Faults.Strangers;

/// <summary>Writes a message in the protobuf encoding, field by field.</summary>
internal sealed class Protobuf
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private readonly List<byte> _bytes = [];

    public Protobuf Number(int field, ulong value)
    {
        Tag(field, Varint);
        Write(value);
        return this;
    }

    public Protobuf Fixed(int field, ulong value)
    {
        Tag(field, Fixed64);
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(eight, value);
        _bytes.AddRange(eight);
        return this;
    }

    public Protobuf Bytes(int field, byte[] value)
    {
        Tag(field, LengthDelimited);
        Write((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    public Protobuf Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public Protobuf Message(int field, Protobuf value) => Bytes(field, value.ToArray());

    public byte[] ToArray() => [.. _bytes];

    private void Tag(int field, int kind) => Write((ulong)((field << 3) | kind));

    private void Write(ulong value)
    {
        for (; value > 0x7f; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
    }
}
