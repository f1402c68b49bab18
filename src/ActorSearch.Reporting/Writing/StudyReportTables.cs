using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Effects;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Writing;

/// <summary>The tables of a study's report beside its ranking, for any writer that draws tables.</summary>
public static class StudyReportTables
{
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
            row.ShownOutcome(options.IncludeTimes),
            row.ShortId, .. ReplicateOf(report, row), .. Values(row.Values),
            .. options.IncludeTimes ? [Figures.Exact(row.Trial.Attempt)] : ImmutableArray<string>.Empty,
            Safe(row.ShownReason(options.IncludeTimes)),
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

    internal static IEnumerable<TextColumn> Varied(StudyReport report) => report.VariedNames.Select(n => new TextColumn(n));

    internal static IEnumerable<string> Values(ImmutableArray<ParameterValue?> values) => values.Select(v => Safe(v?.ToString() ?? string.Empty));

    private static IEnumerable<TextColumn> Replicate(StudyReport report) =>
        report.HasReplicates ? [new TextColumn("replicate", IsNumber: true)] : [];

    private static IEnumerable<string> ReplicateOf(StudyReport report, TrialRow row) =>
        report.HasReplicates ? [Figures.Exact(row.Trial.Plan.Replicate)] : [];

    private static string Safe(string text) => text.Length == 0 ? Figures.None : SafeText.OneLine(text);
}
