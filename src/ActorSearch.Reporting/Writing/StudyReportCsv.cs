using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Writing;

/// <summary>Writes a study's trials as CSV: ranked ones first, every number in round-trip form, an empty field for what there is none of.</summary>
internal static class StudyReportCsv
{
    public static void Write(StudyReport report, TextWriter output, ReportOptions options)
    {
        var points = PointLookup.Of(report);
        CsvLine.Write(Header(report, options), output);
        foreach (var row in report.Trials.Take(options.Top ?? int.MaxValue))
        {
            CsvLine.Write(Record(row, points[row.Id], report.Confidence, options), output);
        }
    }

    private static IEnumerable<string> Header(StudyReport report, ReportOptions options) =>
    [
        "rank", "trial", "replicate", "outcome", "metric", "mean", "interval_low", "interval_high", "best_group",
        .. report.VariedNames,
        "parameters", "multiply_accumulates", "memory_bytes", "epochs_trained", "best_epoch",
        "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "test_loss", "test_accuracy",
        .. options.IncludeTimes ? ["seconds", "seconds_per_epoch", "attempts"] : Array.Empty<string>(),
        "reason",
    ];

    private static IEnumerable<string> Record(TrialRow row, PointRow point, Confidence confidence, ReportOptions options)
    {
        var plan = row.Trial.Plan;
        var result = row.Trial.Result;
        yield return Figures.Exact(row.Rank);
        yield return row.Id.ToString();
        yield return Figures.Exact(plan.Replicate);
        yield return row.ShownOutcome(options.IncludeTimes);
        yield return Figures.Exact(row.Metric);
        yield return Figures.Exact(point.Mean);
        yield return Figures.Exact(point.Interval?.Low);
        yield return Figures.Exact(point.Interval?.High);
        yield return point.IsInBestGroup(confidence) is { } isBest ? (isBest ? "true" : "false") : string.Empty;
        foreach (var value in row.Values)
        {
            yield return value is null ? string.Empty : CsvLine.Text(value.ToString());
        }

        yield return Figures.Exact(plan.Parameters);
        yield return Figures.Exact(plan.MultiplyAccumulates);
        yield return Figures.Exact(plan.MemoryBytes);
        yield return Figures.Exact(result?.Epochs);
        yield return Figures.Exact(row.Best?.Epoch);
        yield return Figures.Exact(row.Best?.TrainLoss);
        yield return Figures.Exact(row.Best?.TrainAccuracy);
        yield return Figures.Exact(row.Best?.ValidationLoss);
        yield return Figures.Exact(row.Best?.ValidationAccuracy);
        yield return Figures.Exact(result?.TestLoss);
        yield return Figures.Exact(result?.TestAccuracy);
        if (options.IncludeTimes)
        {
            yield return Figures.Exact(row.Seconds);
            yield return Figures.Exact(row.SecondsPerEpoch);
            yield return Figures.Exact(row.Trial.Attempt);
        }

        yield return CsvLine.Text(row.ShownReason(options.IncludeTimes));
    }
}
