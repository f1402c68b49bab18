using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace ActorSearch.Reporting.TensorBoard;

/// <summary>
/// Frames a record of an event file as TensorFlow's TFRecord files do: its length in 8 bytes, that length's masked
/// CRC-32C, the payload, and the payload's masked CRC-32C, all little-endian.
/// </summary>
internal static class EventRecord
{
    // The mask keeps the checksum of data that hold checksums from being degenerate; both numbers are the format's.
    private const uint MaskAddend = 0xA282EAD8;
    private const int MaskRotation = 15;

    /// <summary>Writes one record.</summary>
    public static void Write(ReadOnlySpan<byte> payload, IBufferWriter<byte> output)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)payload.Length);
        output.Write(length);
        WriteChecksum(length, output);
        output.Write(payload);
        WriteChecksum(payload, output);
    }

    /// <summary>The masked CRC-32C (Castagnoli) of bytes.</summary>
    internal static uint MaskedChecksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, MaskRotation) + MaskAddend;
    }

    private static void WriteChecksum(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(sizeof(uint)), MaskedChecksum(bytes));
        output.Advance(sizeof(uint));
    }
}
