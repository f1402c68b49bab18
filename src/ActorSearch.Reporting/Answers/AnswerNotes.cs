using System.Collections.Immutable;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Answers;

/// <summary>Says what a reader of a study's answer should know besides.</summary>
internal static class AnswerNotes
{
    private const int MaxReasonWidth = 200;

    public static ImmutableArray<string> Of(StudyReport report, PointRow? best, bool includeTimes) =>
        [.. best is null ? OfNone(report, includeTimes) : OfBest(report, best)];

    private static IEnumerable<string> OfBest(StudyReport report, PointRow best)
    {
        var hasSeeds = best.Trials.Length > 1;
        if (hasSeeds && best.Remark.Length > 0)
        {
            yield return $"Of the best configuration, {SafeText.OneLine(best.Remark)}.";
        }

        if (best.Counted.Any(t => t.Trial.Outcome == TrialOutcome.Collapsed))
        {
            yield return $"{(hasSeeds ? "A seed that collapsed" : "The best configuration collapsed: it")} is no better than always answering the commonest class.";
        }

        var ties = report.Points.Count(p => p.Rank == best.Rank) - 1;
        if (ties > 0)
        {
            yield return $"{Figures.Counted(ties, "other configuration")} {(ties == 1 ? "has" : "have")} the very same figure; of these the network with the fewest parameters stands first.";
        }
    }

    private static IEnumerable<string> OfNone(StudyReport report, bool includeTimes)
    {
        if (OutcomeTexts.CommonestReason(report, includeTimes) is var (reason, trials))
        {
            yield return $"The commonest reason, of {Figures.Counted(trials, "trial")}: {DisplayWidth.Cut(reason, MaxReasonWidth)}";
        }
    }
}
