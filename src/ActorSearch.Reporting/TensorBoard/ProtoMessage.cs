using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ActorSearch.Reporting.TensorBoard;

/// <summary>
/// Builds one message in the wire format of protocol buffers (protobuf.dev, "Encoding"): the few kinds of field that
/// event files have. A field that is never added keeps its default, as in proto3.
/// </summary>
internal sealed class ProtoMessage
{
    private const int VarintKind = 0;
    private const int EightBytesKind = 1;
    private const int LengthKind = 2;
    private const int KindBits = 3;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message's bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Adds a field of type int32, int64, bool or enum; no negative ones are needed.</summary>
    public ProtoMessage Integer(int field, long value)
    {
        Tag(field, VarintKind);
        Varint((ulong)value);
        return this;
    }

    /// <summary>Adds a double.</summary>
    public ProtoMessage Double(int field, double value)
    {
        Tag(field, EightBytesKind);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
        return this;
    }

    /// <summary>Adds a packed list of one float.</summary>
    public ProtoMessage PackedFloat(int field, float value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Raw(field, bytes);
    }

    /// <summary>Adds a string.</summary>
    public ProtoMessage Text(int field, string value) => Raw(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds a message.</summary>
    public ProtoMessage Message(int field, ProtoMessage value) => Raw(field, value.Bytes);

    /// <summary>Adds bytes.</summary>
    public ProtoMessage Raw(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, LengthKind);
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    private void Tag(int field, int kind) => Varint(((ulong)field << KindBits) | (uint)kind);

    /// <summary>Seven bits a byte, the lowest first; the eighth says that more follow.</summary>
    private void Varint(ulong value)
    {
        const int Bits = 7;
        const byte More = 0x80;
        for (; value >= More; value >>= Bits)
        {
            Byte((byte)(value | More));
        }

        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
