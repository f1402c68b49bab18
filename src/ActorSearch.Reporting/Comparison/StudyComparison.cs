using System.Collections.Immutable;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Comparison;

/// <summary>Two studies side by side.</summary>
/// <param name="First">The study that the other is measured against.</param>
/// <param name="Second">The other study.</param>
/// <param name="FirstName">What the first is called here: its name, told apart where both have one.</param>
/// <param name="SecondName">What the second is called here.</param>
/// <param name="Obstacle">Why their figures do not compare, in a sentence; empty where they do.</param>
/// <param name="Differences">What they define differently.</param>
/// <param name="VariedNames">The hyperparameters that tell the points of both apart.</param>
/// <param name="Shared">The points that both have, in the order of the first's ranking.</param>
/// <param name="OnlyFirst">The points that the first alone has, in its order.</param>
/// <param name="OnlySecond">The points that the second alone has, in its order.</param>
/// <param name="Paired">What the shared points say.</param>
/// <param name="Best">Whether the best of each can be told apart.</param>
public sealed record StudyComparison(
    StudyReport First,
    StudyReport Second,
    string FirstName,
    string SecondName,
    string Obstacle,
    ImmutableArray<DefinitionDifference> Differences,
    ImmutableArray<string> VariedNames,
    ImmutableArray<PointPair> Shared,
    ImmutableArray<PointPair> OnlyFirst,
    ImmutableArray<PointPair> OnlySecond,
    PairedDifferences Paired,
    BestPoints Best)
{
    /// <summary>Whether their figures compare: the same metric, looked for in the same direction, on the same images.</summary>
    public bool IsComparable => Obstacle.Length == 0;

    /// <summary>Sets two studies side by side.</summary>
    public static StudyComparison Of(StudyReport a, StudyReport b)
    {
        var obstacle = ObstacleOf(a, b);
        var isComparable = obstacle.Length == 0;
        var seconds = b.Points.ToDictionary(p => p.Config);
        var shared = a.Points
            .Where(p => seconds.ContainsKey(p.Config))
            .Select(p => new PointPair(p.Config, p, seconds[p.Config], isComparable ? DifferenceOf(p, seconds[p.Config]) : null))
            .ToImmutableArray();
        var both = shared.Select(p => p.Config).ToHashSet();
        var isOneName = a.Definition.Name == b.Definition.Name;
        return new StudyComparison(
            a,
            b,
            isOneName ? $"{a.Definition.Name} (first)" : a.Definition.Name,
            isOneName ? $"{b.Definition.Name} (second)" : b.Definition.Name,
            obstacle,
            DefinitionDifferences.Of(a, b),
            VariedDimensions.Of(a.Definition, [.. a.Points.Concat(b.Points).Select(p => p.Config)]),
            shared,
            [.. a.Points.Where(p => !both.Contains(p.Config)).Select(p => new PointPair(p.Config, p, null, null))],
            [.. b.Points.Where(p => !both.Contains(p.Config)).Select(p => new PointPair(p.Config, null, p, null))],
            PairedDifferences.Of(shared.Select(p => p.Difference).OfType<double>(), a.Definition.Objective),
            isComparable ? BestPoints.Of(a.BestPoint, b.BestPoint, a.Definition, b.Definition) : new BestPoints(null, null, obstacle));
    }

    private static string ObstacleOf(StudyReport a, StudyReport b)
    {
        var (first, second) = (a.Definition, b.Definition);
        if (first.Objective != second.Objective)
        {
            return $"Their metrics differ ({DefinitionDifferences.ObjectiveOf(first)}, {DefinitionDifferences.ObjectiveOf(second)}), so their figures do not compare.";
        }

        return first.DataFingerprint == second.DataFingerprint
            ? string.Empty
            : "Their images differ, or are split otherwise (data_fingerprint), so their figures do not compare.";
    }

    private static double? DifferenceOf(PointRow first, PointRow second) =>
        second.Mean - first.Mean is { } difference && double.IsFinite(difference) ? difference : null;
}
