using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Comparison;

/// <summary>Figures of one study, for the side by side.</summary>
internal static class StudyFigures
{
    /// <summary>Mean test accuracy over a point's trials that have one; null where none has.</summary>
    public static double? TestAccuracyOf(PointRow? point) => MeanOf(point?.Trials.Select(t => t.Trial.Result?.TestAccuracy));

    /// <summary>Median seconds over trials that have a result; null where none has.</summary>
    public static double? MedianSecondsOf(IEnumerable<TrialRow>? trials)
    {
        var seconds = (trials ?? []).Select(t => t.Seconds).OfType<double>().Order().ToArray();
        var middle = seconds.Length / 2;
        return seconds.Length switch
        {
            0 => null,
            var n when n % 2 == 1 => seconds[middle],
            _ => (seconds[middle - 1] + seconds[middle]) / 2,
        };
    }

    /// <summary>Seconds of all results together; null where there is none.</summary>
    public static double? TotalSecondsOf(StudyReport report) =>
        report.Trials.Select(t => t.Seconds).OfType<double>().ToArray() is { Length: > 0 } seconds ? seconds.Sum() : null;

    private static double? MeanOf(IEnumerable<double?>? values) =>
        (values ?? []).OfType<double>().ToArray() is { Length: > 0 } known ? known.Average() : null;
}
