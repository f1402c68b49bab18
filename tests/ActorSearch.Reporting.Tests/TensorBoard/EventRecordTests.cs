using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using ActorSearch.Reporting.TensorBoard;

namespace ActorSearch.Reporting.Tests.TensorBoard;

public sealed class EventRecordTests
{
    [Theory]
    [InlineData("313233343536373839", 0xE3069283)] // The check value of CRC-32C in the catalogue of parametrised CRCs.
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AA)] // RFC 3720, B.4.
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0x62A8AB43)] // RFC 3720, B.4.
    [InlineData("", 0)]
    public void The_checksum_is_the_published_one_behind_its_mask(string bytes, uint expected)
    {
        var masked = EventRecord.MaskedChecksum(Convert.FromHexString(bytes));

        Assert.Equal(expected, BitOperations.RotateLeft(masked - 0xA282EAD8, 15));
    }

    [Fact]
    public void A_record_is_a_length_a_payload_and_their_checksums()
    {
        var output = new ArrayBufferWriter<byte>();

        EventRecord.Write("abc"u8, output);

        var bytes = output.WrittenSpan;
        Assert.Equal(8 + 4 + 3 + 4, bytes.Length);
        Assert.Equal(3, BinaryPrimitives.ReadInt64LittleEndian(bytes));
        Assert.Equal("abc", Encoding.ASCII.GetString(bytes[12..15]));
        Assert.Equal(EventRecord.MaskedChecksum(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
        Assert.Equal(EventRecord.MaskedChecksum("abc"u8), BinaryPrimitives.ReadUInt32LittleEndian(bytes[15..]));
    }
}
