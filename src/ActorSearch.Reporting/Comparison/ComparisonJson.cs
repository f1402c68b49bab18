using System.Collections.Immutable;
using System.Text.Json;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Answers;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Comparison;

/// <summary>Writes two studies side by side as one JSON object; docs/REPORT.md describes it.</summary>
internal static class ComparisonJson
{
    public static void Write(StudyComparison comparison, Stream output, ReportOptions options)
    {
        var paired = comparison.Paired;
        var best = comparison.Best;
        var document = new ComparisonDocument(
            ComparisonDocument.SchemaName,
            Study(comparison.First, options),
            Study(comparison.Second, options),
            comparison.IsComparable,
            comparison.Obstacle,
            [.. comparison.Differences.Select(d => new DefinitionDifferenceDocument(d.Name, d.First, d.Second))],
            new BestDocument(best.Difference, best.Reach, best.AreApart, best.Statement),
            new PairedDocument(paired.Counted, paired.Better, paired.Worse, paired.Equal, paired.Mean, paired.Interval?.Low, paired.Interval?.High),
            comparison.Shared.Concat(comparison.OnlyFirst).Concat(comparison.OnlySecond).Take(options.Top ?? int.MaxValue)
                .Select(p => Pair(p, comparison.VariedNames, options)));
        JsonSerializer.Serialize(output, document, ReportJsonContext.Default.ComparisonDocument);
        output.WriteByte((byte)'\n');
    }

    private static ComparedStudyDocument Study(StudyReport report, ReportOptions options)
    {
        var definition = report.Definition;
        return new ComparedStudyDocument(
            definition.Name,
            definition.Seed,
            definition.DataSet.Name,
            definition.DataFingerprint,
            new ObjectiveDocument(definition.Objective.MetricName, definition.Objective.Maximize ? "max" : "min"),
            report.IsComplete,
            report.Counts.Total,
            report.Points.Length,
            new OrderedDictionary<string, int>(report.Counts.Shown(options.IncludeTimes)),
            Point(report.BestPoint, options),
            options.IncludeTimes ? StudyFigures.MedianSecondsOf(report) : null,
            options.IncludeTimes ? StudyFigures.TotalSecondsOf(report) : null);
    }

    private static ComparedPairDocument Pair(PointPair pair, ImmutableArray<string> names, ReportOptions options) => new(
        TrialId.Of(pair.Config, replicate: 0).ToString(),
        new ConfigDocument([.. names.Select(n => KeyValuePair.Create(n, pair.Config.Get(n)))]),
        pair.Difference,
        Point(pair.First, options),
        Point(pair.Second, options));

    private static ComparedPointDocument? Point(PointRow? point, ReportOptions options) => point is null ? null : new ComparedPointDocument(
        point.Rank,
        point.Trials[0].Id.ToString(),
        point.Mean,
        point.Interval?.Low,
        point.Interval?.High,
        point.Counted.Count(),
        point.MeanTestAccuracy(),
        point.Trials[0].Trial.Plan.Parameters,
        point.Trials[0].Trial.Plan.MultiplyAccumulates,
        options.IncludeTimes ? point.MedianSeconds() : null,
        point.Remark);
}
