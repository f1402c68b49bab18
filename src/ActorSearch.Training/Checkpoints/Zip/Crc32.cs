namespace ActorSearch.Training.Checkpoints.Zip;

/// <summary>The checksum of zip files (ISO 3309: the polynomial 0x04C11DB7, bits reversed).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => OfByte((uint)i))];

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum = Table[(byte)sum ^ value] ^ (sum >> 8);
        }

        return ~sum;
    }

    private static uint OfByte(uint sum)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            sum = (sum & 1) == 1 ? (sum >> 1) ^ Polynomial : sum >> 1;
        }

        return sum;
    }
}
