using System.Text.Json;
using ActorSearch.Reporting.Effects;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>How much each dimension matters, alone and with another.</summary>
internal static class EffectsSection
{
    public static void Write(Utf8JsonWriter json, PageStudy study)
    {
        var variance = study.Report.Variance;
        json.WriteStartObject();
        json.Array("mains", variance.Mains, main => Write(json, study, main));
        json.Array("interactions", variance.Interactions, interaction => Write(json, study, interaction));
        json.Figure("seeds", variance.Seeds);
        json.Figure("rest", variance.Rest);
        json.WriteNumber("points", variance.Points);
        json.WriteNumber("holes", variance.Holes);
        json.Line("statement", variance.Statement);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PageStudy study, MainEffect main)
    {
        var dimension = study.DimensionIndex(main.Name);
        json.WriteStartObject();
        json.WriteNumber("dimension", dimension);
        json.Figure("share", main.Share);
        json.Figure("range", main.Range);
        json.Array("levels", main.Levels, level =>
        {
            json.WriteStartObject();
            json.WriteNumber("level", study.LevelIndex(dimension, level.Level));
            json.Figure("mean", level.Mean);
            json.WriteNumber("counted", level.Counted);
            json.WriteString("missing", string.Join(", ", level.Missing.Select(m => FormattableString.Invariant($"{m.Value} {m.Key}"))));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PageStudy study, Interaction interaction)
    {
        json.WriteStartObject();
        json.WriteNumber("first", study.DimensionIndex(interaction.First));
        json.WriteNumber("second", study.DimensionIndex(interaction.Second));
        json.Figure("share", interaction.Share);
        json.Array("cells", interaction.Cells, cell =>
        {
            json.WriteStartArray();
            json.Figure(cell.Mean);
            json.WriteNumberValue(cell.Counted);
            json.WriteNumberValue(cell.Missing);
            json.WriteEndArray();
        });
        json.WriteEndObject();
    }
}
