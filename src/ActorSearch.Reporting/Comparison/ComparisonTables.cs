using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Answers;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Comparison;

/// <summary>The tables of two studies side by side.</summary>
internal static class ComparisonTables
{
    /// <summary>More levels than these are shown as the first and the last.</summary>
    private const int MaxListedLevels = 8;

    /// <summary>A figure a row, a study a column.</summary>
    public static TextTable SideBySide(StudyComparison comparison, ReportOptions options)
    {
        var (first, second) = (comparison.First, comparison.Second);
        var (a, b) = (first.BestPoint, second.BestPoint);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        Row("objective", r => DefinitionDifferences.ObjectiveOf(r.Definition));
        Row("points", r => Figures.Count(r.Points.Length));
        Row("trials", r => $"{Figures.Count(r.Counts.Total)} ({r.Counts.ToText(options.IncludeTimes)})");
        Best("best point", p => string.Join(' ', ConfigTexts.ValuesOf(p.Config, comparison.VariedNames)));
        Best("its trial", p => p.Trials[0].ShortId);
        Best("its metric", p => Figures.Metric(p.Mean));
        Best("its interval", p => Text(p.Interval));
        Best("its seeds", p => Figures.Count(p.Counted.Count()));
        Best("its test_accuracy", p => Figures.Metric(p.MeanTestAccuracy()));
        Best("its parameters", p => Figures.Count(p.Trials[0].Trial.Plan.Parameters));
        Best("its macs", p => Figures.Count(p.Trials[0].Trial.Plan.MultiplyAccumulates));
        if (options.IncludeTimes)
        {
            Best("its seconds (median)", p => Figures.Seconds(p.MedianSeconds()));
            Row("seconds a trial (median)", r => Figures.Seconds(StudyFigures.MedianSecondsOf(r)));
            Row("seconds in all", r => Figures.Seconds(StudyFigures.TotalSecondsOf(r)));
        }

        return new TextTable([new("figure"), .. Names(comparison)], rows.ToImmutable());

        void Row(string name, Func<StudyReport, string> text) => rows.Add([name, Safe(text(first)), Safe(text(second))]);

        void Best(string name, Func<PointRow, string> text) =>
            rows.Add([name, a is null ? Figures.None : Safe(text(a)), b is null ? Figures.None : Safe(text(b))]);
    }

    /// <summary>What the definitions differ in.</summary>
    public static TextTable Differences(StudyComparison comparison) => new(
        [new("setting"), .. Names(comparison)],
        [.. comparison.Differences.Select(d => ImmutableArray.Create(d.Name, Levels(d.First), Levels(d.Second)))]);

    /// <summary>The points of both, with their difference.</summary>
    public static TextTable Shared(StudyComparison comparison, ReportOptions options)
    {
        ImmutableArray<TextColumn> columns =
        [
            new("rank first", IsNumber: true), new("rank second", IsNumber: true), .. Varied(comparison),
            new("metric first", IsNumber: true), new("metric second", IsNumber: true), new("second less first", IsNumber: true),
            new("test first", IsNumber: true, GivesWay: 1), new("test second", IsNumber: true, GivesWay: 1),
            .. options.IncludeTimes
                ? [new TextColumn("seconds first", IsNumber: true, GivesWay: 2), new TextColumn("seconds second", IsNumber: true, GivesWay: 2)]
                : ImmutableArray<TextColumn>.Empty,
        ];
        return new TextTable(columns, [.. comparison.Shared.Take(options.Top ?? int.MaxValue).Select(p => ImmutableArray.Create<string>(
        [
            Rank(p.First), Rank(p.Second), .. ValuesOf(comparison, p.Config),
            Figures.Metric(p.First?.Mean), Figures.Metric(p.Second?.Mean), Figures.Metric(p.Difference),
            Figures.Metric(p.First?.MeanTestAccuracy()), Figures.Metric(p.Second?.MeanTestAccuracy()),
            .. options.IncludeTimes
                ? [Figures.Seconds(p.First?.MedianSeconds()), Figures.Seconds(p.Second?.MedianSeconds())]
                : ImmutableArray<string>.Empty,
        ]))]);
    }

    /// <summary>The points of one study alone.</summary>
    public static TextTable Only(StudyComparison comparison, IEnumerable<PointPair> points, ReportOptions options)
    {
        ImmutableArray<TextColumn> columns =
        [
            new("rank", IsNumber: true), new("trial"), .. Varied(comparison), new("metric", IsNumber: true), new("test_accuracy", IsNumber: true, GivesWay: 1), new("remark", GivesWay: 2),
        ];
        return new TextTable(columns, [.. points.Take(options.Top ?? int.MaxValue).Select(p => (p.First ?? p.Second)!).Select(p => ImmutableArray.Create<string>(
        [
            Rank(p), p.Trials[0].ShortId, .. ValuesOf(comparison, p.Config),
            Figures.Metric(p.Mean), Figures.Metric(p.MeanTestAccuracy()), Safe(p.Remark),
        ]))]);
    }

    private static TextColumn[] Names(StudyComparison comparison) =>
        [new(SafeText.OneLine(comparison.FirstName)), new(SafeText.OneLine(comparison.SecondName))];

    private static IEnumerable<TextColumn> Varied(StudyComparison comparison) => comparison.VariedNames.Select(n => new TextColumn(n));

    private static IEnumerable<string> ValuesOf(StudyComparison comparison, TrialConfig config) =>
        comparison.VariedNames.Select(n => Safe(config.Get(n)?.ToString() ?? string.Empty));

    private static string Rank(PointRow? point) => Figures.Exact(point?.Rank) is { Length: > 0 } rank ? rank : Figures.None;

    private static string Text(Interval? interval) => interval is { } i ? $"{Figures.Metric(i.Low)} to {Figures.Metric(i.High)}" : string.Empty;

    private static string Levels(ImmutableArray<string> levels) => Safe(levels.Length > MaxListedLevels
        ? $"{Figures.Count(levels.Length)} levels, {levels[0]} to {levels[^1]}"
        : string.Join(", ", levels));

    private static string Safe(string text) => text.Length == 0 ? Figures.None : SafeText.OneLine(text);
}
