namespace ActorSearch.Core.Experiments.Yaml;

/// <summary>Finds the word that somebody meant.</summary>
internal static class Suggestion
{
    /// <summary>Text to stand after an unknown word: the nearest known one where it is near, and all known ones.</summary>
    public static string For(string unknown, IReadOnlyCollection<string> known)
    {
        var nearest = known.MinBy(k => Distance(unknown, k));
        return nearest is not null && Distance(unknown, nearest) <= Math.Max(1, nearest.Length / 3)
            ? $"did you mean '{nearest}'?"
            : $"expected one of {string.Join(", ", known)}";
    }

    /// <summary>Edit distance (Levenshtein 1966): insertions, deletions and replacements that turn one word into the other.</summary>
    private static int Distance(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[to.Length];
    }
}
