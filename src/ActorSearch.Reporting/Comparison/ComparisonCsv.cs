using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Answers;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Comparison;

/// <summary>Writes the points of two studies as CSV: those of both first, every number in round-trip form.</summary>
internal static class ComparisonCsv
{
    public static void Write(StudyComparison comparison, TextWriter output, ReportOptions options)
    {
        CsvLine.Write(
            ["point", "in", .. comparison.VariedNames, "difference", .. Columns("first", options), .. Columns("second", options)], output);
        foreach (var pair in comparison.Shared.Concat(comparison.OnlyFirst).Concat(comparison.OnlySecond).Take(options.Top ?? int.MaxValue))
        {
            CsvLine.Write(
            [
                TrialId.Of(pair.Config, replicate: 0).ToString(),
                (pair.First, pair.Second) switch { (not null, not null) => "both", (not null, _) => "first", _ => "second" },
                .. comparison.VariedNames.Select(n => pair.Config.Get(n) is { } value ? CsvLine.Text(value.ToString()) : string.Empty),
                Figures.Exact(pair.Difference), .. Fields(pair.First, options), .. Fields(pair.Second, options),
            ], output);
        }
    }

    private static IEnumerable<string> Columns(string study, ReportOptions options)
    {
        string[] names =
        [
            "rank", "metric", "low", "high", "seeds", "test_accuracy", "parameters", "multiply_accumulates",
            .. options.IncludeTimes ? ["seconds"] : Array.Empty<string>(), "remark",
        ];
        return names.Select(n => $"{study}_{n}");
    }

    private static IEnumerable<string> Fields(PointRow? point, ReportOptions options) =>
    [
        Figures.Exact(point?.Rank), Figures.Exact(point?.Mean), Figures.Exact(point?.Interval?.Low), Figures.Exact(point?.Interval?.High),
        Figures.Exact(point?.Counted.Count()), Figures.Exact(point?.MeanTestAccuracy()),
        Figures.Exact(point?.Trials[0].Trial.Plan.Parameters), Figures.Exact(point?.Trials[0].Trial.Plan.MultiplyAccumulates),
        .. options.IncludeTimes ? [Figures.Exact(point?.MedianSeconds())] : Array.Empty<string>(),
        CsvLine.Text(point?.Remark ?? string.Empty),
    ];
}
