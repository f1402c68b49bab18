using System.Collections.Immutable;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Answers;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Writing;

/// <summary>The ranking as a table: a row a configuration where points have several seeds, a row a trial otherwise.</summary>
public static class RankingTable
{
    /// <summary>Stands in the rows of the best group.</summary>
    public const string BestMark = "*";

    /// <summary>The ranked points, best first.</summary>
    public static TextTable Of(StudyReport report, ReportOptions options) =>
        report.HasReplicates ? OfPoints(report, options) : OfTrials(report, options);

    /// <summary>Whether there are intervals and a best group to show.</summary>
    internal static bool ShowsConfidence(StudyReport report) => report.Confidence.Method != ConfidenceMethod.None;

    private static TextTable OfTrials(StudyReport report, ReportOptions options)
    {
        var points = PointLookup.Of(report);
        ImmutableArray<TextColumn> columns =
        [
            .. Front(report), new("outcome", GivesWay: 2), .. Metric(report), .. StudyReportTables.Varied(report), .. Costs(options),
            new("best_epoch", IsNumber: true, GivesWay: 7), .. Tests,
        ];
        return new TextTable(columns, [.. report.Ranked.Take(options.Top ?? int.MaxValue).Select(row => ImmutableArray.Create<string>(
        [
            .. Front(report, row.Rank, points[row.Id], row.ShortId), row.Outcome, .. Metric(report, points[row.Id], row.Metric),
            .. StudyReportTables.Values(row.Values), .. Costs(row.Trial.Plan, row.Seconds, row.SecondsPerEpoch, options),
            Figures.Exact(row.Best?.Epoch), Figures.Metric(row.Trial.Result?.TestAccuracy), Figures.Metric(row.Trial.Result?.TestLoss),
        ]))]);
    }

    private static TextTable OfPoints(StudyReport report, ReportOptions options)
    {
        var ranked = report.Points.Where(p => p.Rank is not null).Take(options.Top ?? int.MaxValue).ToArray();
        var remarks = Array.ConvertAll(ranked, p => SafeText.OneLine(p.Remark));
        var hasRemarks = remarks.Any(r => r.Length > 0);
        ImmutableArray<TextColumn> columns =
        [
            .. Front(report), .. Metric(report), new("seeds", IsNumber: true), .. StudyReportTables.Varied(report),
            .. Costs(options), .. Tests, .. hasRemarks ? [new TextColumn("remark", GivesWay: 2)] : ImmutableArray<TextColumn>.Empty,
        ];
        return new TextTable(columns, [.. ranked.Select((point, i) => ImmutableArray.Create<string>(
        [
            .. Front(report, point.Rank, point, point.Trials[0].ShortId), .. Metric(report, point, point.Mean), Seeds(point),
            .. StudyReportTables.Values(point.Values),
            .. Costs(point.Trials[0].Trial.Plan, point.MedianSeconds(), point.MedianSecondsPerEpoch(), options),
            Figures.Metric(point.MeanTestAccuracy()), Figures.Metric(point.MeanTestLoss()),
            .. hasRemarks ? [remarks[i]] : ImmutableArray<string>.Empty,
        ]))]);
    }

    private static IEnumerable<TextColumn> Front(StudyReport report) =>
    [
        new("rank", IsNumber: true), .. ShowsConfidence(report) ? [new TextColumn("best")] : ImmutableArray<TextColumn>.Empty,
        report.HasReplicates ? new("trial", GivesWay: 3) : new("trial"),
    ];

    private static IEnumerable<string> Front(StudyReport report, int? rank, PointRow point, string shortId) =>
    [
        Figures.Exact(rank),
        .. ShowsConfidence(report) ? [point.IsAmongBest ? BestMark : string.Empty] : ImmutableArray<string>.Empty,
        shortId,
    ];

    private static IEnumerable<TextColumn> Metric(StudyReport report) =>
    [
        new(report.Definition.Objective.MetricName, IsNumber: true),
        .. ShowsConfidence(report) ? [new TextColumn("interval", IsNumber: true, GivesWay: 1)] : ImmutableArray<TextColumn>.Empty,
    ];

    private static IEnumerable<string> Metric(StudyReport report, PointRow point, double? figure) =>
    [
        Figures.Metric(figure),
        .. ShowsConfidence(report)
            ? [point.Interval is { } i ? $"{Figures.Metric(i.Low)}..{Figures.Metric(i.High)}" : Figures.None]
            : ImmutableArray<string>.Empty,
    ];

    private static IEnumerable<TextColumn> Costs(ReportOptions options) =>
    [
        new("parameters", IsNumber: true, GivesWay: 5), new("macs", IsNumber: true, GivesWay: 6),
        .. options.IncludeTimes
            ? [new TextColumn("seconds", IsNumber: true, GivesWay: 4), new TextColumn("epoch_s", IsNumber: true, GivesWay: 9)]
            : ImmutableArray<TextColumn>.Empty,
    ];

    private static IEnumerable<string> Costs(TrialPlan plan, double? seconds, double? secondsPerEpoch, ReportOptions options) =>
    [
        Figures.Count(plan.Parameters), Figures.Count(plan.MultiplyAccumulates),
        .. options.IncludeTimes ? [Figures.Seconds(seconds), Figures.ShortSeconds(secondsPerEpoch)] : ImmutableArray<string>.Empty,
    ];

    private static ImmutableArray<TextColumn> Tests =>
        [new("test_accuracy", IsNumber: true, GivesWay: 3), new("test_loss", IsNumber: true, GivesWay: 8)];

    /// <summary>The seeds in the mean, and of how many where some are not.</summary>
    private static string Seeds(PointRow point)
    {
        var counted = point.Counted.Count();
        return counted == point.Trials.Length
            ? Figures.Exact(counted)
            : FormattableString.Invariant($"{counted} of {point.Trials.Length}");
    }
}
