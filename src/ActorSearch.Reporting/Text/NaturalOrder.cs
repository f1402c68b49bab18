namespace ActorSearch.Reporting.Text;

/// <summary>Orders names as people do, by their numbers: local-2 before local-10. The same in every culture.</summary>
public static class NaturalOrder
{
    /// <summary>The order.</summary>
    public static readonly IComparer<string> Comparer = Comparer<string>.Create(Compare);

    private static int Compare(string first, string second)
    {
        int i = 0, j = 0;
        while (i < first.Length && j < second.Length)
        {
            var a = Part(first, ref i);
            var b = Part(second, ref j);
            var order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0])
                ? Numbers(a.TrimStart('0'), b.TrimStart('0'))
                : a.CompareTo(b, StringComparison.Ordinal);
            if (order != 0)
            {
                return order;
            }
        }

        var rest = (first.Length - i).CompareTo(second.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(first, second);
    }

    /// <summary>Two numbers without leading zeros, of any length.</summary>
    private static int Numbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);

    /// <summary>The digits, or the other characters, that stand together from a place on.</summary>
    private static ReadOnlySpan<char> Part(string text, ref int from)
    {
        var start = from;
        var isNumber = char.IsAsciiDigit(text[from]);
        while (from < text.Length && char.IsAsciiDigit(text[from]) == isNumber)
        {
            from++;
        }

        return text.AsSpan(start, from - start);
    }
}
