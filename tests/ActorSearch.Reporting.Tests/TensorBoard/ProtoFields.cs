using System.Buffers.Binary;
using System.Text;

namespace ActorSearch.Reporting.Tests.TensorBoard;

/// <summary>The fields of one protocol buffer message.</summary>
internal sealed class ProtoFields
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public static ProtoFields Read(ReadOnlySpan<byte> bytes)
    {
        var message = new ProtoFields();
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            var (number, content) = (tag & 7) switch
            {
                0 => (Varint(ref bytes), Array.Empty<byte>()),
                1 => (BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8)), []),
                2 => (0UL, Take(ref bytes, (int)Varint(ref bytes)).ToArray()),
                var kind => throw new InvalidDataException($"wire type {kind}"),
            };
            message._fields.Add(((int)(tag >> 3), number, content));
        }

        return message;
    }

    public bool Has(int field) => _fields.Exists(f => f.Field == field);

    public ulong Number(int field) => _fields.Find(f => f.Field == field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    public byte[] Bytes(int field) => _fields.Single(f => f.Field == field).Bytes;

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public ProtoFields Message(int field) => Messages(field).Single();

    public IEnumerable<ProtoFields> Messages(int field) => _fields.Where(f => f.Field == field).Select(f => Read(f.Bytes));

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(ref bytes, 1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
