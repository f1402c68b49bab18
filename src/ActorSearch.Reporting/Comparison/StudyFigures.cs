using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Comparison;

/// <summary>Times of one study, for the side by side.</summary>
internal static class StudyFigures
{
    /// <summary>Median seconds over trials that have a result; null where none has.</summary>
    public static double? MedianSecondsOf(StudyReport report) => Medians.Of(SecondsOf(report));

    /// <summary>Seconds of all results together; null where there is none.</summary>
    public static double? TotalSecondsOf(StudyReport report) => SecondsOf(report).ToArray() is { Length: > 0 } seconds ? seconds.Sum() : null;

    private static IEnumerable<double> SecondsOf(StudyReport report) => report.Trials.Select(t => t.Seconds).OfType<double>();
}
