using System.Collections.Immutable;
using ActorSearch.Reporting.Effects;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Writing;

/// <summary>The tables of a study's report, for any writer that draws tables.</summary>
public static class StudyReportTables
{
    /// <summary>The ranked trials, best first.</summary>
    public static TextTable Ranked(StudyReport report, ReportOptions options)
    {
        var objective = report.Definition.Objective;
        ImmutableArray<TextColumn> columns =
        [
            new("rank", IsNumber: true), new("trial"), .. Replicate(report), new("outcome"), new(objective.MetricName, IsNumber: true),
            .. Varied(report), new("parameters", IsNumber: true, GivesWay: 3), new("macs", IsNumber: true, GivesWay: 4),
            .. options.IncludeTimes
                ? [new TextColumn("seconds", IsNumber: true, GivesWay: 2), new TextColumn("epoch_s", IsNumber: true, GivesWay: 7)]
                : ImmutableArray<TextColumn>.Empty,
            new("best_epoch", IsNumber: true, GivesWay: 5), new("test_accuracy", IsNumber: true, GivesWay: 1),
            new("test_loss", IsNumber: true, GivesWay: 6),
        ];
        return new TextTable(columns, [.. report.Ranked.Take(options.Top ?? int.MaxValue).Select(row => ImmutableArray.Create<string>(
        [
            Figures.Exact(row.Rank), row.ShortId, .. ReplicateOf(report, row), row.Outcome, Figures.Metric(row.Metric), .. ValuesOf(row),
            Figures.Count(row.Trial.Plan.Parameters), Figures.Count(row.Trial.Plan.MultiplyAccumulates),
            .. options.IncludeTimes ? [Figures.Seconds(row.Seconds), Figures.ShortSeconds(row.SecondsPerEpoch)] : ImmutableArray<string>.Empty,
            Figures.Exact(row.Best?.Epoch), Figures.Metric(row.Trial.Result?.TestAccuracy), Figures.Metric(row.Trial.Result?.TestLoss),
        ]))]);
    }

    /// <summary>The trials that are not ranked, with the reason.</summary>
    public static TextTable Unranked(StudyReport report, ReportOptions options)
    {
        ImmutableArray<TextColumn> columns =
        [
            new("outcome"), new("trial"), .. Replicate(report), .. Varied(report),
            .. options.IncludeTimes ? [new TextColumn("attempts", IsNumber: true)] : ImmutableArray<TextColumn>.Empty,
            new("reason"),
        ];
        return new TextTable(columns, [.. report.Unranked.Take(options.Top ?? int.MaxValue).Select(row => ImmutableArray.Create<string>(
        [
            options.IncludeTimes || row.Trial.Outcome is not null ? row.Outcome : OutcomeWords.Unfinished,
            row.ShortId, .. ReplicateOf(report, row), .. ValuesOf(row),
            .. options.IncludeTimes ? [Figures.Exact(row.Trial.Attempt)] : ImmutableArray<string>.Empty,
            Safe(StudyReportCsv.ReasonOf(row, options)),
        ]))]);
    }

    /// <summary>How much each dimension matters: its share of the variance, and the mean of each of its levels.</summary>
    public static TextTable Effects(StudyReport report)
    {
        ImmutableArray<TextColumn> columns =
        [
            new("dimension"), new("share", IsNumber: true), new("range", IsNumber: true), new("level"),
            new($"mean {report.Definition.Objective.MetricName}", IsNumber: true), new("trials", IsNumber: true), new("not in the mean"),
        ];
        return new TextTable(columns, [.. report.Effects.SelectMany(effect => effect.Levels.Select((level, i) => ImmutableArray.Create(
            i == 0 ? effect.Name : string.Empty,
            i == 0 ? Figures.Percent(effect.Share) : string.Empty,
            i == 0 ? Figures.Metric(effect.Range) : string.Empty,
            level.Level?.ToString() ?? Figures.None,
            Figures.Metric(level.Mean),
            Figures.Count(level.Counted),
            Missing(level))))]);
    }

    private static string Missing(LevelEffect level) =>
        string.Join(", ", level.Missing.Select(m => FormattableString.Invariant($"{m.Value} {m.Key}")));

    private static IEnumerable<TextColumn> Varied(StudyReport report) => report.VariedNames.Select(n => new TextColumn(n));

    private static IEnumerable<string> ValuesOf(TrialRow row) => row.Values.Select(v => Safe(v?.ToString() ?? string.Empty));

    private static IEnumerable<TextColumn> Replicate(StudyReport report) =>
        report.HasReplicates ? [new TextColumn("replicate", IsNumber: true)] : [];

    private static IEnumerable<string> ReplicateOf(StudyReport report, TrialRow row) =>
        report.HasReplicates ? [Figures.Exact(row.Trial.Plan.Replicate)] : [];

    private static string Safe(string text) => text.Length == 0 ? Figures.None : SafeText.OneLine(text);
}
