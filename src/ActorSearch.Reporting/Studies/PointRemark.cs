using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Studies;

/// <summary>What a reader should know of a point beside its mean.</summary>
internal static class PointRemark
{
    private const string NotEnded = "not ended";

    /// <summary>Seeds that are not as they should be: <c>1 of 3 seeds diverged, 1 not ended</c>; of a single seed the word alone; empty for none.</summary>
    public static string Of(ImmutableArray<TrialRow> trials)
    {
        var words = trials
            .Where(t => t.Trial.Outcome is not (TrialOutcome.Completed or TrialOutcome.Stopped))
            .GroupBy(t => t.Trial.Outcome)
            .OrderBy(g => g.Key is null)
            .ThenBy(g => g.Key)
            .Select(g => (Count: g.Count(), Word: g.Key?.Word() ?? NotEnded))
            .ToArray();
        return trials.Length == 1
            ? string.Concat(words.Select(w => w.Word))
            : string.Join(", ", words.Select((w, i) => i == 0
                ? FormattableString.Invariant($"{w.Count} of {trials.Length} seeds {w.Word}")
                : FormattableString.Invariant($"{w.Count} {w.Word}")));
    }
}
