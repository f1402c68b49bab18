using System.Collections.Immutable;
using System.Text.Json;
using ActorSearch.Reporting.Effects;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Writing;

/// <summary>Writes a study's report as one JSON object; docs/REPORT.md describes it.</summary>
internal static class StudyReportJson
{
    public static void Write(StudyReport report, Stream output, ReportOptions options)
    {
        var definition = report.Definition;
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
            CountsOf(report.Counts, options),
            report.VariedNames,
            report.Trials.Take(options.Top ?? int.MaxValue).Select(r => Trial(r, report.VariedNames, options)),
            [.. report.Effects.Select(Effect)]);
        JsonSerializer.Serialize(output, document, ReportJsonContext.Default.StudyDocument);
        output.WriteByte((byte)'\n');
    }

    private static OrderedDictionary<string, int> CountsOf(OutcomeCounts counts, ReportOptions options)
    {
        var byWord = new OrderedDictionary<string, int> { ["total"] = counts.Total };
        foreach (var (word, count) in counts.ByWord.Where(c => options.IncludeTimes || c.Key is not ("running" or "waiting")))
        {
            byWord[word] = count;
        }

        if (!options.IncludeTimes)
        {
            byWord[OutcomeWords.Unfinished] = counts.Running + counts.Waiting;
        }

        return byWord;
    }

    private static TrialDocument Trial(TrialRow row, ImmutableArray<string> names, ReportOptions options)
    {
        var plan = row.Trial.Plan;
        var result = row.Trial.Result;
        return new TrialDocument(
            row.Rank,
            row.Id.ToString(),
            plan.Replicate,
            options.IncludeTimes || row.Trial.Outcome is not null ? row.Outcome : OutcomeWords.Unfinished,
            StudyReportCsv.ReasonOf(row, options),
            row.Metric,
            new ConfigDocument([.. names.Select((n, i) => KeyValuePair.Create(n, row.Values[i]))]),
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
