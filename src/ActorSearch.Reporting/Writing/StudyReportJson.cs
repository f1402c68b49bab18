using System.Collections.Immutable;
using System.Text.Json;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Answers;
using ActorSearch.Reporting.Effects;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Writing;

/// <summary>Writes a study's report as one JSON object, or its trials as JSON Lines; docs/REPORT.md describes it.</summary>
internal static class StudyReportJson
{
    public static void Write(StudyReport report, Stream output, ReportOptions options)
    {
        var definition = report.Definition;
        var points = PointLookup.Of(report);
        var document = new StudyDocument(
            StudyDocument.SchemaName,
            definition.Name,
            definition.Seed,
            definition.DataSet.Name,
            definition.DataFingerprint,
            new ObjectiveDocument(definition.Objective.MetricName, definition.Objective.Maximize ? "max" : "min"),
            report.IsComplete,
            options.IncludeTimes ? report.StartedAt : null,
            options.IncludeTimes ? report.LastEventAt : null,
            options.IncludeTimes ? report.Events : null,
            new OrderedDictionary<string, int>([new("total", report.Counts.Total), .. report.Counts.Shown(options.IncludeTimes)]),
            report.VariedNames,
            AnswerOf(report, options),
            ConfidenceOf(report.Confidence),
            report.Points.Take(options.Top ?? int.MaxValue).Select(p => Point(p, report)),
            report.Trials.Take(options.Top ?? int.MaxValue).Select(r => Trial(r, points[r.Id], report, options)),
            [.. report.Effects.Select(Effect)],
            [.. report.Variance.Interactions.Select(i => InteractionOf(i, report.Effects))],
            report.Variance.Seeds,
            report.Variance.Rest,
            report.Variance.Points,
            report.Variance.Holes);
        JsonSerializer.Serialize(output, document, ReportJsonContext.Default.StudyDocument);
        output.WriteByte((byte)'\n');
    }

    /// <summary>One trial a line, as it stands in the whole report, with its study's name.</summary>
    public static void WriteLines(StudyReport report, Stream output, ReportOptions options)
    {
        var points = PointLookup.Of(report);
        foreach (var row in report.Trials.Take(options.Top ?? int.MaxValue))
        {
            var line = Trial(row, points[row.Id], report, options) with { Study = report.Definition.Name };
            JsonSerializer.Serialize(output, line, CompactJson.Context.TrialDocument);
            output.WriteByte((byte)'\n');
        }
    }

    internal static ConfigDocument ValuesOf(ImmutableArray<string> names, ImmutableArray<ParameterValue?> values) =>
        new([.. names.Select((n, i) => KeyValuePair.Create(n, values[i]))]);

    private static AnswerDocument AnswerOf(StudyReport report, ReportOptions options)
    {
        var answer = StudyAnswer.Of(report, options.IncludeTimes);
        return new AnswerDocument(answer.Sentence, answer.Notes);
    }

    private static ConfidenceDocument ConfidenceOf(Confidence confidence) => new(
        confidence.Level,
        confidence.Method switch
        {
            ConfidenceMethod.None => "none",
            ConfidenceMethod.Binomial => "binomial",
            ConfidenceMethod.Bootstrap => "bootstrap",
            _ => throw new InvalidOperationException($"no method {confidence.Method}"),
        },
        confidence.Comparisons,
        confidence.Noise,
        confidence.Statement);

    private static PointDocument Point(PointRow point, StudyReport report) => new(
        point.Rank,
        ValuesOf(report.VariedNames, point.Values),
        point.Mean,
        IntervalOf(point),
        point.Counted.Count(),
        point.IsInBestGroup(report.Confidence),
        point.Remark,
        [.. point.Trials.Select(t => t.Id.ToString())]);

    private static IntervalDocument? IntervalOf(PointRow point) => point.Interval is { } i ? new IntervalDocument(i.Low, i.High) : null;

    private static InteractionDocument InteractionOf(Interaction interaction, ImmutableArray<MainEffect> effects)
    {
        var first = effects.First(e => e.Name == interaction.First).Levels;
        var second = effects.First(e => e.Name == interaction.Second).Levels;
        return new InteractionDocument(
            interaction.First,
            interaction.Second,
            interaction.Share,
            [.. interaction.Cells.Select((c, at) => new CellDocument(
                [new(first[at / second.Length].Level), new(second[at % second.Length].Level)], c.Mean, c.Counted, c.Missing))]);
    }

    private static TrialDocument Trial(TrialRow row, PointRow point, StudyReport report, ReportOptions options)
    {
        var plan = row.Trial.Plan;
        var result = row.Trial.Result;
        return new TrialDocument(
            Study: null,
            row.Rank,
            row.Id.ToString(),
            plan.Replicate,
            row.ShownOutcome(options.IncludeTimes),
            row.ShownReason(options.IncludeTimes),
            row.Metric,
            point.Mean,
            IntervalOf(point),
            point.IsInBestGroup(report.Confidence),
            ValuesOf(report.VariedNames, row.Values),
            plan.Parameters,
            plan.MultiplyAccumulates,
            plan.MemoryBytes,
            result?.Epochs,
            row.Best is { } best ? EpochDocument.Of(best with { Batches = null }, options.IncludeTimes) : null,
            result?.TestLoss,
            result?.TestAccuracy,
            options.IncludeTimes ? row.Seconds : null,
            options.IncludeTimes ? row.SecondsPerEpoch : null,
            options.IncludeTimes ? row.Trial.Attempt : null);
    }

    private static EffectDocument Effect(MainEffect effect) => new(
        effect.Name,
        effect.Share,
        effect.Range,
        [.. effect.Levels.Select(l => new LevelDocument(
            new ValueDocument(l.Level), l.Mean, l.Counted, new OrderedDictionary<string, int>(l.Missing)))]);
}
