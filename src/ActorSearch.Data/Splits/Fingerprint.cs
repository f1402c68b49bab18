using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ActorSearch.Data.Splits;

/// <summary>One hash for all the bytes that a study trains on.</summary>
internal static class Fingerprint
{
    /// <summary>SHA-256 of shapes, pixels and labels of the sets in order, 64 lower-case hexadecimal digits.</summary>
    public static string Of(params ReadOnlySpan<ImageSet> sets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> shape = stackalloc byte[5 * sizeof(int)];
        foreach (var set in sets)
        {
            BinaryPrimitives.WriteInt32BigEndian(shape, set.Count);
            BinaryPrimitives.WriteInt32BigEndian(shape[4..], set.Channels);
            BinaryPrimitives.WriteInt32BigEndian(shape[8..], set.Height);
            BinaryPrimitives.WriteInt32BigEndian(shape[12..], set.Width);
            BinaryPrimitives.WriteInt32BigEndian(shape[16..], set.ClassCount);
            hash.AppendData(shape);
            hash.AppendData(set.Pixels.Span);
            hash.AppendData(set.Labels.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
