namespace ActorSearch.Reporting.Page.Document;

/// <summary>
/// Shares out how many epochs of its curve each trial may have on the page: most of them evenly, so that every trial has a
/// curve, and the rest to the best trials, so that those that are looked at first are whole.
/// </summary>
internal static class CurveBudget
{
    /// <summary>Epochs of all curves together: at some 35 bytes each, about 1 MB of a page that is to stay under 5 MB.</summary>
    public const int Epochs = 31_000;

    /// <summary>Epochs of one curve: more than a chart has pixels to tell apart.</summary>
    public const int MostOfOne = 300;

    /// <summary>Epochs that every curve may have: the first, the chosen and the last.</summary>
    public const int FewestOfOne = 3;

    private const int ForAll = Epochs * 3 / 4;

    /// <summary>Number of epochs to keep of each curve.</summary>
    /// <param name="lengths">Epochs of each trial's curve.</param>
    /// <param name="bestFirst">All trials, by index, the best first.</param>
    public static int[] Share(IReadOnlyList<int> lengths, IReadOnlyList<int> bestFirst)
    {
        var even = LargestEven(lengths);
        var kept = lengths.Select(l => Math.Min(l, even)).ToArray();
        var left = Epochs - kept.Sum();
        foreach (var trial in bestFirst)
        {
            var more = Math.Min(lengths[trial], MostOfOne) - kept[trial];
            if (more > left)
            {
                break;
            }

            kept[trial] += more;
            left -= more;
        }

        return kept;
    }

    private static int LargestEven(IReadOnlyList<int> lengths)
    {
        var (low, high) = (FewestOfOne, MostOfOne);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (lengths.Sum(l => (long)Math.Min(l, middle)) <= ForAll)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}
