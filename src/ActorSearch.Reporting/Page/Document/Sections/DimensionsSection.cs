using System.Text.Json;
using ActorSearch.Core.Space;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>What is varied, and over which values.</summary>
internal static class DimensionsSection
{
    public static void Write(Utf8JsonWriter json, PageStudy study) =>
        json.Array(Enumerable.Range(0, study.Levels.Length), dimension =>
        {
            var levels = study.Levels[dimension];
            json.WriteStartObject();
            json.Line("name", study.Report.VariedNames[dimension]);
            json.Array("levels", levels, level => json.WriteStringValue(level?.ToString()));
            json.WritePropertyName("numbers");
            if (levels.All(l => l is null or ParameterValue.Integer or ParameterValue.Real))
            {
                // Whole: a filter compares with them.
                json.Array(levels, level => WriteNumber(json, level));
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteEndObject();
        });

    private static void WriteNumber(Utf8JsonWriter json, ParameterValue? level)
    {
        switch (level)
        {
            case ParameterValue.Integer whole:
                json.WriteNumberValue(whole.Value);
                break;
            case ParameterValue.Real real:
                json.WriteNumberValue(real.Value);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
