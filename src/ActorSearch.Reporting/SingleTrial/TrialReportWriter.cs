using System.Text.Json;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.SingleTrial;

/// <summary>Writes a trial's report.</summary>
public static class TrialReportWriter
{
    /// <summary>Writes it for people.</summary>
    public static void WriteText(TrialReport report, TextWriter output, int? width)
    {
        var trial = report.Trial;
        output.WriteLine(FormattableString.Invariant(
            $"Trial {trial.Plan.Id} of {SafeText.OneLine(report.Definition.Name)}: {report.Outcome}"));
        if (trial.Reason.Length > 0)
        {
            output.WriteLine($"Reason: {SafeText.OneLine(trial.Reason)}");
        }

        output.WriteLine(FormattableString.Invariant($"Replicate {trial.Plan.Replicate}, seed {report.Seed}."));
        if (trial.Result?.Best is { } best)
        {
            var objective = report.Definition.Objective;
            output.WriteLine(FormattableString.Invariant(
                $"{objective.MetricName} {Figures.Metric(best.Get(objective.Metric))} at epoch {best.Epoch} of {trial.Result.Epochs}; test_accuracy {Figures.Metric(trial.Result.TestAccuracy)}, test_loss {Figures.Metric(trial.Result.TestLoss)}; {Figures.Seconds(trial.Result.Seconds)} s."));
        }

        if (trial.Result is { } result && TimesOf(result) is { Length: > 0 } times)
        {
            output.WriteLine(times);
        }

        if (trial.Result?.Machine is { Length: > 0 } machine)
        {
            output.WriteLine($"Machine: {SafeText.OneLine(machine)}");
        }

        Section("Configuration", TrialReportTables.Configuration(report));
        if (report.Network is { } network)
        {
            Section("Layers", TrialReportTables.Layers(network));
        }

        Section("Epochs", TrialReportTables.Curve(report));
        if (report.Curve.Sum(e => e.Batches?.Length ?? 0) is > 0 and var batches)
        {
            output.WriteLine();
            output.WriteLine($"Within these epochs {Figures.Counted(batches, "measurement")}; --json and 'actorsearch report --curves' have them.");
        }

        Section("Attempts", TrialReportTables.Attempts(report));

        void Section(string title, TextTable table)
        {
            if (!table.Rows.IsEmpty)
            {
                output.WriteLine();
                output.WriteLine(title);
                TextTableWriter.Write(table, output, width);
            }
        }
    }

    /// <summary>What the time went into, as far as the worker says; empty where it does not.</summary>
    private static string TimesOf(TrialResult result)
    {
        string?[] parts =
        [
            result.LoadingSeconds is { } loading ? $"loading {Figures.Seconds(loading)} s" : null,
            result.EvaluatingSeconds is { } spent ? $"training {Figures.Seconds(Math.Max(0, result.Seconds - spent))} s" : null,
            result.EvaluatingSeconds is { } evaluating ? $"evaluating {Figures.Seconds(evaluating)} s" : null,
        ];
        return parts.Any(p => p is not null) ? $"Time: {string.Join(", ", parts.OfType<string>())}." : string.Empty;
    }

    /// <summary>The report as one line of JSON; docs/REPORT.md describes it.</summary>
    public static string ToJson(TrialReport report)
    {
        var plan = report.Trial.Plan;
        var result = report.Trial.Result;
        return JsonSerializer.Serialize(
            new ShowDocument(
                ShowDocument.SchemaName,
                report.Definition.Name,
                plan.Id.ToString(),
                plan.Replicate,
                report.Seed,
                report.Outcome,
                report.Trial.Reason,
                ConfigOf(report.Configuration.Where(e => e.IsStated)),
                ConfigOf(report.Configuration.Where(e => !e.IsStated)),
                report.Network is { } network ? NetworkDocument.Of(network) : null,
                result?.Best is { } best ? EpochDocument.Of(best with { Batches = null }, includeTimes: true) : null,
                result?.TestLoss,
                result?.TestAccuracy,
                result?.Seconds,
                [.. report.Curve.Select(e => EpochDocument.Of(e, includeTimes: true))],
                [.. report.Attempts.Select(a => new AttemptDocument(a.Number, a.Worker, a.StartedAt, a.EndedAt, a.End, a.Reason, a.Epochs))],
                result?.LoadingSeconds,
                result?.EvaluatingSeconds,
                result?.Machine),
            CompactJson.Context.ShowDocument);
    }

    private static ConfigDocument ConfigOf(IEnumerable<ConfigEntry> entries) =>
        new([.. entries.Select(e => KeyValuePair.Create(e.Name, (ParameterValue?)e.Value))]);
}
