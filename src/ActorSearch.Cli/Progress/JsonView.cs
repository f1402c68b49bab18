using System.Text;
using System.Text.Json;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Cli.Progress;

/// <summary>One JSON object a line for everything that happens; docs/COMMANDS.md describes them.</summary>
internal sealed class JsonView(TextWriter output) : ISearchView
{
    /// <inheritdoc />
    public void Begin(ProgressState state) => Write("study-started", json =>
    {
        json.WriteString("study", state.Definition.Name);
        json.WriteString("store", state.Setting.Store);
        json.WriteNumber("trials", state.Total);
        json.WriteNumber("done", state.Done);
        json.WriteNumber("workers", state.Setting.Workers);
        json.WriteString("device", state.Setting.Device);
        json.WriteBoolean("resumed", state.Setting.Resumed);
        json.WriteString("objective", state.Definition.Objective.MetricName);
    });

    /// <inheritdoc />
    public void Show(ProgressState state, StudyState study, StudyEvent happened)
    {
        switch (happened)
        {
            case StudyEvent.Leased e:
                Write("trial-started", json =>
                {
                    WriteAttempt(json, e.Trial, e.Attempt);
                    json.WriteString("worker", e.Worker);
                    WriteConfig(json, study.Find(e.Trial)!.Plan);
                });
                break;
            case StudyEvent.EpochReported e:
                Write("epoch", json =>
                {
                    WriteAttempt(json, e.Trial, e.Attempt);
                    json.WriteNumber("epochs", study.Find(e.Trial)!.Plan.Config.GetInteger(ParameterNames.Epochs));
                    WriteEpoch(json, e.Metrics);
                });
                break;
            case StudyEvent.Finished e:
                Write("trial-ended", json => WriteEnd(json, state, study, e.Trial, e.Attempt, e.Result.Outcome, e.Result, e.Result.Reason));
                break;
            case StudyEvent.AttemptEnded { GivesUp: true } e:
                Write("trial-ended", json => WriteEnd(json, state, study, e.Trial, e.Attempt, TrialOutcome.Failed, result: null, e.Reason));
                break;
            case StudyEvent.AttemptEnded e:
                Write("attempt-ended", json =>
                {
                    WriteAttempt(json, e.Trial, e.Attempt);
                    json.WriteString("end", e.End switch
                    {
                        AttemptEnd.HandedBack => "handed-back",
                        AttemptEnd.Expired => "expired",
                        AttemptEnd.OutOfMemory => "out-of-memory",
                        _ => "failed",
                    });
                    json.WriteString("reason", e.Reason);
                });
                break;
            default:
                break;
        }
    }

    /// <summary>Where the search can be watched, before anything else.</summary>
    public void Dashboard(Uri url) => Write("dashboard", json => json.WriteString("url", url.ToString()));

    /// <summary>The last line of a run.</summary>
    /// <param name="status"><c>complete</c>, <c>failed</c> or <c>interrupted</c>.</param>
    /// <param name="exitStatus">What the process will end with.</param>
    /// <param name="state">The study at the end.</param>
    /// <param name="weights">The weights that are kept; null for none.</param>
    public void End(string status, int exitStatus, ProgressState state, KeptWeights? weights) => Write("study-ended", json =>
    {
        json.WriteString("study", state.Definition.Name);
        json.WriteString("status", status);
        json.WriteNumber("exit_status", exitStatus);
        json.WriteNumber("trials", state.Total);
        json.WriteNumber("done", state.Done);
        json.WriteStartObject("outcomes");
        foreach (var (outcome, count) in state.Counts)
        {
            json.WriteNumber(outcome.Word(), count);
        }

        json.WriteEndObject();
        json.WritePropertyName("best");
        if (state.Best is { } best)
        {
            json.WriteStartObject();
            json.WriteString("trial", best.Plan.Id.ToString());
            WriteNumber(json, state.Definition.Objective.MetricName, best.Mean);
            json.WriteNumber("seeds", best.Seeds);
            WriteConfig(json, best.Plan);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        WriteWeights(json, weights);
    });

    private static void WriteWeights(Utf8JsonWriter json, KeptWeights? weights)
    {
        if (weights is null)
        {
            json.WriteNull("weights");
            return;
        }

        json.WriteStartObject("weights");
        json.WriteString("folder", weights.Folder);
        json.WriteStartArray("trials");
        foreach (var trial in weights.Trials)
        {
            json.WriteStringValue(trial.ToString());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAttempt(Utf8JsonWriter json, TrialId trial, int attempt)
    {
        json.WriteString("trial", trial.ToString());
        json.WriteNumber("attempt", attempt);
    }

    private static void WriteConfig(Utf8JsonWriter json, TrialPlan plan)
    {
        json.WritePropertyName("config");
        json.WriteRawValue(plan.Config.ToCanonicalJson());
        json.WriteNumber("replicate", plan.Replicate);
    }

    private static void WriteEpoch(Utf8JsonWriter json, EpochMetrics metrics)
    {
        json.WriteNumber("epoch", metrics.Epoch);
        WriteNumber(json, "train_loss", metrics.TrainLoss);
        WriteNumber(json, "train_accuracy", metrics.TrainAccuracy);
        WriteNumber(json, "validation_loss", metrics.ValidationLoss);
        WriteNumber(json, "validation_accuracy", metrics.ValidationAccuracy);
        if (metrics.TestLoss is not null || metrics.TestAccuracy is not null)
        {
            WriteNumber(json, "test_loss", metrics.TestLoss);
            WriteNumber(json, "test_accuracy", metrics.TestAccuracy);
        }

        WriteNumber(json, "seconds", metrics.Seconds);
    }

    private static void WriteEnd(
        Utf8JsonWriter json, ProgressState state, StudyState study, TrialId trial, int attempt, TrialOutcome outcome, TrialResult? result, string reason)
    {
        WriteAttempt(json, trial, attempt);
        json.WriteString("outcome", outcome.Word());
        json.WriteString("reason", reason);
        WriteConfig(json, study.Find(trial)!.Plan);
        json.WriteNumber("done", state.Done);
        json.WriteNumber("trials", state.Total);
        if (result is null)
        {
            return;
        }

        json.WriteNumber("epochs", result.Epochs);
        WriteNumber(json, "total_seconds", result.Seconds);
        WriteKnown(json, "loading_seconds", result.LoadingSeconds);
        WriteKnown(json, "evaluating_seconds", result.EvaluatingSeconds);
        if (result.Machine is { } machine)
        {
            json.WriteString("machine", machine);
        }

        WriteNumber(json, "test_loss", result.TestLoss);
        WriteNumber(json, "test_accuracy", result.TestAccuracy);
        json.WritePropertyName("best");
        if (result.Best is { } best)
        {
            json.WriteStartObject();
            WriteEpoch(json, best);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteKnown(Utf8JsonWriter json, string name, double? value)
    {
        if (value is not null)
        {
            WriteNumber(json, name, value);
        }
    }

    /// <summary>JSON has no NaN and no infinity; both become null.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void Write(string kind, Action<Utf8JsonWriter> body)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("event", kind);
            body(json);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
        output.Flush();
    }
}
