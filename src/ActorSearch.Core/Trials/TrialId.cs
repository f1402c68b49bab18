using System.Security.Cryptography;
using System.Text;
using ActorSearch.Core.Space;

namespace ActorSearch.Core.Trials;

/// <summary>
/// Identity of a trial within its study: 32 lower-case hexadecimal digits, the first half of SHA-256 over the
/// canonical configuration and the replicate's number. It depends on nothing else: not on order, time or worker.
/// </summary>
public readonly record struct TrialId : IComparable<TrialId>
{
    /// <summary>Digits of an identity.</summary>
    public const int Length = 32;

    private TrialId(UInt128 value) => Value = value;

    /// <summary>The identity as a number.</summary>
    public UInt128 Value { get; }

    /// <summary>The first digits, enough for people in most studies.</summary>
    public string Short => ToString()[..8];

    /// <summary>The identity of a configuration's replicate.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="replicate">0 for the first seed of a point, 1 for the second, and so on.</param>
    public static TrialId Of(TrialConfig config, int replicate)
    {
        var text = string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"actorsearch/trial/1\n{config.ToCanonicalJson()}\n{replicate}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new TrialId(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    /// <summary>Reads an identity.</summary>
    /// <exception cref="FormatException">The text is not 32 hexadecimal digits.</exception>
    public static TrialId Parse(string text) =>
        text.Length == Length
        && UInt128.TryParse(
            text, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? new TrialId(value)
            : throw new FormatException($"'{text}' is no trial identity: expected {Length} hexadecimal digits");

    public int CompareTo(TrialId other) => Value.CompareTo(other.Value);

    public static bool operator <(TrialId left, TrialId right) => left.Value < right.Value;

    public static bool operator >(TrialId left, TrialId right) => left.Value > right.Value;

    public static bool operator <=(TrialId left, TrialId right) => left.Value <= right.Value;

    public static bool operator >=(TrialId left, TrialId right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
