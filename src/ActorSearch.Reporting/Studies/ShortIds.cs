using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Studies;

/// <summary>How many first digits of an identity are enough.</summary>
public static class ShortIds
{
    /// <summary>No identity is shown with fewer digits.</summary>
    public const int MinLength = 6;

    private const int BitsPerDigit = 4;

    /// <summary>The smallest number of first digits, at least <see cref="MinLength"/>, that tells all the identities apart.</summary>
    public static int LengthFor(IEnumerable<TrialId> ids)
    {
        var sorted = ids.Select(i => i.Value).Order().ToArray();
        var length = MinLength;
        for (var i = 1; i < sorted.Length; i++)
        {
            var shared = (int)UInt128.LeadingZeroCount(sorted[i - 1] ^ sorted[i]) / BitsPerDigit;
            length = Math.Max(length, Math.Min(shared + 1, TrialId.Length));
        }

        return length;
    }
}
