using System.Text.Json;
using ActorSearch.Reporting.Measurements;
using ActorSearch.Reporting.Page.Document;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Page.Tests.Document;

/// <summary>A study's document as bytes and as JSON.</summary>
internal static class DocumentOf
{
    public static byte[] Bytes(StudyMeasurements measurements, ReportOptions? options = null)
    {
        using var output = new MemoryStream();
        PageDocument.Of(measurements, options).WriteTo(output);
        return output.ToArray();
    }

    public static JsonElement Json(StudyMeasurements measurements, ReportOptions? options = null) =>
        JsonDocument.Parse(Bytes(measurements, options)).RootElement;

    /// <summary>The text that a row names by its place.</summary>
    public static string TextAt(this JsonElement document, JsonElement place) =>
        document.GetProperty("texts").GetProperty("rows")[place.GetInt32()].GetString()!;

    /// <summary>The rows of a table, each by its columns' names.</summary>
    public static Dictionary<string, JsonElement>[] Rows(this JsonElement document, string table)
    {
        var columns = document.GetProperty(table).GetProperty("columns").EnumerateArray().Select(c => c.GetString()!).ToArray();
        return [.. document.GetProperty(table).GetProperty("rows").EnumerateArray().Select(row =>
        {
            Assert.Equal(columns.Length, row.GetArrayLength());
            return columns.Zip(row.EnumerateArray()).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
        })];
    }
}
