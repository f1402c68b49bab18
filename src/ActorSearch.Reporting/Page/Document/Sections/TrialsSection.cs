using System.Text.Json;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>
/// The trials, a row each; outcome, reason and worker are places in the texts. Points name their trials and not the other
/// way round, for every new rank moves points.
/// </summary>
internal static class TrialsSection
{
    private static readonly string[] Names =
    [
        "id", "replicate", "outcome", "reason", "metric", "epoch", "trainLoss", "trainAccuracy", "validationLoss",
        "validationAccuracy", "testLoss", "testAccuracy", "epochs", "seconds", "attempts", "worker",
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
        json.WriteNumberValue(row.Trial.Plan.Replicate);
        json.WriteNumberValue(study.Texts.PlaceOf(row.ShownOutcome(times)));
        json.WriteNumberValue(study.Texts.PlaceOf(row.ShownReason(times)));
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
        json.Whole(times ? row.Trial.Attempt : null);
        json.Whole(times && row.Trial.Worker is { } worker ? study.Texts.PlaceOf(WorkerNames.WithoutSession(worker)) : null);
        json.WriteEndArray();
    }
}
