using System.Text.Json;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>How far the ranking can be trusted.</summary>
internal static class ConfidenceSection
{
    public static void Write(Utf8JsonWriter json, PageStudy study)
    {
        var confidence = study.Report.Confidence;
        json.WriteStartObject();
        json.Figure("level", confidence.Level);
        json.WriteString("method", confidence.Method switch
        {
            ConfidenceMethod.Binomial => "binomial",
            ConfidenceMethod.Bootstrap => "bootstrap",
            _ => "none",
        });
        json.WriteNumber("comparisons", confidence.Comparisons);
        json.Figure("noise", confidence.Noise);
        json.Line("statement", confidence.Statement);
        json.WriteEndObject();
    }
}
