using System.Text.Json;
using ActorSearch.Reporting.Timelines;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>Where the time went, worker by worker.</summary>
internal static class TimelineSection
{
    private static readonly SpanKind[] Kinds = Enum.GetValues<SpanKind>();

    public static void Write(Utf8JsonWriter json, PageStudy study)
    {
        var timeline = study.Options.IncludeTimes ? study.Measurements.Timeline : StudyTimeline.Empty;
        var spans = timeline.Workers.Sum(w => w.Spans.Length);
        var group = SpanMerging.GroupSize(spans);
        json.WriteStartObject();
        json.Figure("duration", timeline.Duration.TotalSeconds);
        json.Array("pauses", timeline.Pauses, pause =>
        {
            json.WriteStartArray();
            WriteTime(json, pause.From);
            WriteTime(json, pause.To);
            json.WriteEndArray();
        });
        json.Array("workers", timeline.Workers, worker => Write(json, study, worker, group));
        json.WriteBoolean("merged", group > 1);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PageStudy study, WorkerTimeline worker, int group)
    {
        json.WriteStartObject();
        json.Line("name", worker.Worker);
        json.WriteStartObject("totals");
        foreach (var kind in Kinds)
        {
            json.Figure(kind.ToString().ToLowerInvariant(), worker.Totals.GetValueOrDefault(kind).TotalSeconds);
        }

        json.WriteEndObject();
        json.Array("spans", SpanMerging.Merge(worker.Spans, group), span =>
        {
            json.WriteStartArray();
            WriteTime(json, span.From);
            WriteTime(json, span.To);
            json.Figure(span.Loading.TotalSeconds);
            json.Figure(span.Training.TotalSeconds);
            json.Figure(span.Evaluating.TotalSeconds);
            json.Figure(span.Recording.TotalSeconds);
            json.WriteNumberValue(span.IsLost ? 1 : 0);
            json.WriteNumberValue(span.Trial is { } trial ? study.TrialIndex[trial] : -1);
            json.WriteEndArray();
        });
        json.WriteEndObject();
    }

    // To the millisecond: five digits of a long search's last hour would be whole seconds.
    private static void WriteTime(Utf8JsonWriter json, TimeSpan time) => json.WriteNumberValue(Math.Round(time.TotalSeconds, 3));
}
