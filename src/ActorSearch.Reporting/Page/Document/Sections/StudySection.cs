using System.Text.Json;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>What the study is and how far it has come.</summary>
internal static class StudySection
{
    public static void Write(Utf8JsonWriter json, PageStudy study)
    {
        var report = study.Report;
        json.WriteStartObject();
        json.Line("name", report.Definition.Name);
        json.WriteBoolean("complete", report.IsComplete);
        WriteTime(json, "startedAt", study.Options.IncludeTimes ? report.StartedAt : null);
        WriteTime(json, "lastEventAt", study.Options.IncludeTimes ? report.LastEventAt : null);
        json.WriteString("metric", report.Definition.Objective.MetricName);
        json.WriteBoolean("maximize", report.Definition.Objective.Maximize);
        json.WriteBoolean("replicates", report.HasReplicates);
        json.WriteStartObject("counts");
        foreach (var (word, count) in report.Counts.ByWord.Where(c => c.Value > 0))
        {
            json.WriteNumber(word, count);
        }

        json.WriteEndObject();
        json.WriteNumber("total", report.Counts.Total);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } time)
        {
            json.WriteString(name, time.UtcDateTime);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
