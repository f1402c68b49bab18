using ActorSearch.Core.Studies;

namespace ActorSearch.Simulation;

/// <summary>Compares two states by content, which their collections do not do by themselves.</summary>
public static class StudyStateComparison
{
    /// <summary>The first thing that differs, or null.</summary>
    public static string? FirstDifference(StudyState left, StudyState right)
    {
        if (left.Definition != right.Definition)
        {
            return $"definition: {left.Definition} and {right.Definition}";
        }

        if (left.Trials.Count != right.Trials.Count)
        {
            return $"{left.Trials.Count} and {right.Trials.Count} trials";
        }

        foreach (var (a, b) in left.Trials.Zip(right.Trials))
        {
            if (a != b)
            {
                return $"{a} and {b}";
            }
        }

        return Positions(left, right)
            ?? Value("next fresh", left.NextFresh, right.NextFresh)
            ?? Value("ended", left.EndedCount, right.EndedCount)
            ?? Value("lease duration", left.LeaseDuration, right.LeaseDuration)
            ?? Value("completed", left.IsCompleted, right.IsCompleted)
            ?? Value("returned", string.Join(' ', left.Returned), string.Join(' ', right.Returned))
            ?? Value("running", string.Join(' ', left.Running), string.Join(' ', right.Running))
            ?? Value("running by worker", Workers(left), Workers(right));
    }

    private static string Workers(StudyState state) =>
        string.Join(' ', state.RunningBy.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key}: {string.Join(' ', w.Value)}"));

    private static string? Positions(StudyState left, StudyState right) =>
        left.Positions.Count == right.Positions.Count
        && left.Positions.All(p => right.Positions.TryGetValue(p.Key, out var other) && other == p.Value)
            ? null
            : "positions";

    private static string? Value<T>(string name, T left, T right)
        where T : IEquatable<T> =>
        left.Equals(right) ? null : $"{name}: {left} and {right}";
}
