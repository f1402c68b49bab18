namespace ActorSearch.Data.Splits;

/// <summary>Which images go where: seeded, by class in proportion.</summary>
internal static class StratifiedSplit
{
    private const ulong TrainingPurpose = 1;
    private const ulong TestPurpose = 2;
    private const ulong ValidationPurpose = 3;

    /// <summary>Takes <paramref name="count"/> images out of a set, as ascending indices.</summary>
    public delegate int[] Choice(ReadOnlySpan<byte> labels, int classCount, int count, ulong seed);

    /// <summary>Takes validation and training images out of one file, as ascending indices without overlap.</summary>
    /// <remarks>
    /// Each class is shuffled by the seed; validation takes its share from the front of the shuffled class and
    /// training from the back of it, so that one size hardly touches the other's choice.
    /// </remarks>
    public static (int[] Train, int[] Validation) Training(
        ReadOnlySpan<byte> labels, int classCount, int train, int validation, ulong seed)
    {
        var classes = Shuffled(labels, classCount, seed, TrainingPurpose);
        var forValidation = Apportionment.LargestRemainder(validation, Lengths(classes, []));
        var forTrain = Apportionment.LargestRemainder(train, Lengths(classes, forValidation));
        return (
            Ascending(classes.Select((members, k) => members[^forTrain[k]..])),
            Ascending(classes.Select((members, k) => members[..forValidation[k]])));
    }

    /// <summary>Takes training images out of a file that holds nothing else, as ascending indices.</summary>
    public static int[] Training(ReadOnlySpan<byte> labels, int classCount, int train, ulong seed) =>
        Training(labels, classCount, train, 0, seed).Train;

    /// <summary>Takes validation images out of a file of their own, as ascending indices.</summary>
    public static int[] Validation(ReadOnlySpan<byte> labels, int classCount, int validation, ulong seed) =>
        Front(labels, classCount, validation, seed, ValidationPurpose);

    /// <summary>Takes test images out of their file, as ascending indices.</summary>
    public static int[] Test(ReadOnlySpan<byte> labels, int classCount, int test, ulong seed) =>
        Front(labels, classCount, test, seed, TestPurpose);

    private static int[] Front(ReadOnlySpan<byte> labels, int classCount, int count, ulong seed, ulong purpose)
    {
        var classes = Shuffled(labels, classCount, seed, purpose);
        var shares = Apportionment.LargestRemainder(count, Lengths(classes, []));
        return Ascending(classes.Select((members, k) => members[..shares[k]]));
    }

    private static int[][] Shuffled(ReadOnlySpan<byte> labels, int classCount, ulong seed, ulong purpose)
    {
        var members = new List<int>[classCount];
        for (var k = 0; k < classCount; k++)
        {
            members[k] = [];
        }

        for (var i = 0; i < labels.Length; i++)
        {
            members[labels[i]].Add(i);
        }

        return [.. members.Select((indices, k) =>
        {
            var shuffled = indices.ToArray();
            SplitMix64.Derive(seed, purpose, (ulong)k).Shuffle(shuffled);
            return shuffled;
        })];
    }

    private static int[] Lengths(int[][] classes, int[] taken) =>
        [.. classes.Select((members, k) => members.Length - (taken.Length > 0 ? taken[k] : 0))];

    private static int[] Ascending(IEnumerable<int[]> parts) => [.. parts.SelectMany(part => part).Order()];
}
