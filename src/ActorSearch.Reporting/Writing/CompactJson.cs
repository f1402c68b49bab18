using System.Text.Json;

namespace ActorSearch.Reporting.Writing;

/// <summary>The generated writers, for JSON on one line.</summary>
internal static class CompactJson
{
    public static readonly ReportJsonContext Context =
        new(new JsonSerializerOptions(ReportJsonContext.Default.Options) { WriteIndented = false });
}
