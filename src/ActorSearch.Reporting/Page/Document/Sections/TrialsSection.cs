using System.Text.Json;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>The trials, a row each.</summary>
internal static class TrialsSection
{
    /// <summary>Characters of a reason on the page; <c>actorsearch show</c> has the whole.</summary>
    private const int LongestReason = 600;

    private static readonly string[] Names =
    [
        "id", "point", "replicate", "outcome", "reason", "metric", "epoch", "trainLoss", "trainAccuracy", "validationLoss",
        "validationAccuracy", "testLoss", "testAccuracy", "epochs", "seconds", "epochSeconds", "attempts", "worker",
    ];

    /// <summary>The names of the columns, as JSON.</summary>
    public static byte[] Columns { get; } = PageJson.Value(json => json.Array(Names, json.WriteStringValue));

    public static ReadOnlyMemory<byte>[] Of(PageStudy study) =>
        PageJson.Values(study.Trials, (json, row) => Write(json, study, row));

    private static void Write(Utf8JsonWriter json, PageStudy study, TrialRow row)
    {
        var times = study.Options.IncludeTimes;
        var result = row.Trial.Result;
        json.WriteStartArray();
        json.WriteStringValue(row.ShortId);
        json.WriteNumberValue(study.PointIndex[study.TrialIndex[row.Id]]);
        json.WriteNumberValue(row.Trial.Plan.Replicate);
        json.WriteStringValue(times || row.Trial.Outcome is not null ? row.Outcome : OutcomeWords.Unfinished);
        json.Line(times || row.Trial.Outcome is not (null or TrialOutcome.Failed) ? row.Trial.Reason : string.Empty, LongestReason);
        json.Figure(row.Metric);
        json.Whole(row.Best?.Epoch);
        json.Figure(row.Best?.TrainLoss);
        json.Figure(row.Best?.TrainAccuracy);
        json.Figure(row.Best?.ValidationLoss);
        json.Figure(row.Best?.ValidationAccuracy);
        json.Figure(result?.TestLoss);
        json.Figure(result?.TestAccuracy);
        json.Whole(result?.Epochs ?? (times ? row.Trial.LastEpoch?.Epoch : null));
        json.Figure(times ? row.Seconds : null);
        json.Figure(times ? row.SecondsPerEpoch : null);
        json.Whole(times ? row.Trial.Attempt : null);
        if (times && row.Trial.Worker is { } worker)
        {
            json.Line(PageStudy.WorkerName(worker), LongestReason);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndArray();
    }
}
