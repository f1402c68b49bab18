using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Answers;

/// <summary>What became of trials that are not ranked, in words.</summary>
internal static class OutcomeTexts
{
    /// <summary>How many of each outcome are not ranked: <c>3 diverged, 2 rejected</c>.</summary>
    public static string Unranked(StudyReport report, bool includeTimes) => string.Join(
        ", ",
        report.Unranked
            .CountBy(r => r.ShownOutcome(includeTimes), StringComparer.Ordinal)
            .Select(c => $"{Figures.Count(c.Value)} {c.Key}"));

    /// <summary>The reason that most of the ended trials share which are not ranked, and how many do; null where none has one to show.</summary>
    public static (string Reason, int Trials)? CommonestReason(StudyReport report, bool includeTimes)
    {
        var reasons = report.Unranked
            .Where(r => r.Trial.Outcome is { } outcome && (includeTimes || outcome != TrialOutcome.Failed) && r.Trial.Reason.Length > 0)
            .CountBy(r => r.Trial.Reason, StringComparer.Ordinal)
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Key, StringComparer.Ordinal)
            .ToArray();
        return reasons.Length == 0 ? null : (SafeText.OneLine(reasons[0].Key), reasons[0].Value);
    }
}
