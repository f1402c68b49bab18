using System.Text.Json;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>The distinct networks, layer by layer.</summary>
internal static class NetworksSection
{
    public static void Write(Utf8JsonWriter json, PageStudy study) =>
        json.Array(study.Networks.Shown, shown => Write(json, study.Report, shown.Network, shown.Point));

    private static void Write(Utf8JsonWriter json, StudyReport report, NetworkPlan network, PointRow point)
    {
        json.WriteStartObject();
        json.Line("title", TitleOf(report, point));
        json.WriteString("input", network.Input.ToString());
        json.WriteNumber("classes", network.Classes);
        json.WriteNumber("parameters", network.Parameters);
        json.WriteNumber("macs", network.MultiplyAccumulates);
        json.Array("layers", network.Rows, row =>
        {
            json.WriteStartArray();
            json.WriteStringValue(row.Layer.Name);
            json.WriteStringValue(row.Layer.Description);
            json.WriteStringValue(row.Input.ToString());
            json.WriteStringValue(row.Layer.Output.ToString());
            json.WriteNumberValue(row.Layer.Parameters);
            json.WriteNumberValue(row.Layer.MultiplyAccumulates);
            json.WriteEndArray();
        });
        json.WriteEndObject();
    }

    /// <summary>What tells the network from others of the study; of one that has no others, its architecture.</summary>
    private static string TitleOf(StudyReport report, PointRow point)
    {
        var varied = report.VariedNames
            .Zip(point.Values)
            .Where(v => v.Second is not null && Hyperparameters.Find(v.First)?.Section == ParameterSection.Model)
            .Select(v => $"{v.First} {v.Second}")
            .ToArray();
        return varied.Length == 0 ? point.Config.GetWord(ParameterNames.Architecture) : string.Join(", ", varied);
    }
}
