using System.Text.Json;
using ActorSearch.Reporting.Answers;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>The points of the grid, in the order of their ranks; a remark is a place in the texts.</summary>
internal static class PointsSection
{
    private static readonly string[] Columns =
    [
        "rank", "best", "mean", "low", "high", "counted", "levels", "parameters", "macs", "memory", "network", "seconds", "test", "remark", "trials",
    ];

    public static void Write(Utf8JsonWriter json, PageStudy study)
    {
        json.WriteStartObject();
        json.Columns(Columns);
        json.Array("rows", Enumerable.Range(0, study.Report.Points.Length), p => Write(json, study, p));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PageStudy study, int index)
    {
        var point = study.Report.Points[index];
        var plan = point.Trials[0].Trial.Plan;
        json.WriteStartArray();
        json.Whole(point.Rank);
        json.WriteNumberValue(point.IsAmongBest ? 1 : 0);
        json.Figure(point.Mean);
        json.Figure(point.Interval?.Low);
        json.Figure(point.Interval?.High);
        json.WriteNumberValue(point.Counted.Count());
        json.Array(Enumerable.Range(0, point.Values.Length), d =>
            json.WriteNumberValue(point.Values[d] is { } value ? study.LevelIndex(d, value) : -1));
        json.WriteNumberValue(plan.Parameters);
        json.WriteNumberValue(plan.MultiplyAccumulates);
        json.WriteNumberValue(plan.MemoryBytes);
        json.WriteNumberValue(study.Networks.Indices[index]);
        json.Figure(study.Options.IncludeTimes ? point.MedianSeconds() : null);
        json.Figure(point.MeanTestAccuracy());
        json.WriteNumberValue(study.Texts.PlaceOf(point.Remark));
        json.Array(point.Trials, trial => json.WriteNumberValue(study.TrialIndex[trial.Id]));
        json.WriteEndArray();
    }
}
