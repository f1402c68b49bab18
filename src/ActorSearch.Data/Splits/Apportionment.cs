namespace ActorSearch.Data.Splits;

/// <summary>Shares out whole images among classes.</summary>
internal static class Apportionment
{
    /// <summary>
    /// <paramref name="total"/> seats in proportion to <paramref name="weights"/> by the largest remainder (Hamilton's
    /// method): each share is within 1 of its quota, none exceeds its weight, and equal remainders go to the lower
    /// index. All in integers, so that no rounding can differ between machines.
    /// </summary>
    /// <param name="total">What to share out; at most the sum of the weights.</param>
    /// <param name="weights">How many there are of each class.</param>
    public static int[] LargestRemainder(int total, ReadOnlySpan<int> weights)
    {
        long sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(total, sum);
        var shares = new int[weights.Length];
        if (total == 0)
        {
            return shares;
        }

        var remainders = new long[weights.Length];
        var left = total;
        for (var i = 0; i < weights.Length; i++)
        {
            (var share, remainders[i]) = Math.DivRem((long)total * weights[i], sum);
            shares[i] = (int)share;
            left -= shares[i];
        }

        foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => remainders[i]).Take(left))
        {
            shares[i]++;
        }

        return shares;
    }
}
