using System.Text.Json;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>The study's answer.</summary>
internal static class AnswerSection
{
    public static void Write(Utf8JsonWriter json, PageStudy study)
    {
        var report = study.Report;
        var best = report.Points.FirstOrDefault(p => p.Rank is not null);
        json.WriteStartObject();
        json.Line("sentence", best is null
            ? "No trial is ranked yet."
            : $"Best of {Figures.Counted(report.Points.Length, "configuration")}: {report.Definition.Objective.MetricName} {Figures.Metric(best.Mean)}.");
        json.Array("notes", Array.Empty<string>(), note => json.Line(note));
        json.WritePropertyName("point");
        json.Whole(best is null ? null : report.Points.IndexOf(best));
        json.WriteNull("experiment");
        json.Line("experimentName", $"{report.Definition.Name}-best.yaml");
        json.Line("command", $"actorsearch run {report.Definition.Name}-best.yaml");
        json.WriteEndObject();
    }
}
