using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorSearch.Bench.Curves;

/// <summary>A file of curves: one JSON object a line, each number with all its digits.</summary>
internal static class CurveFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static void Append(TextWriter file, Curve curve) => file.WriteLine(JsonSerializer.Serialize(curve, Options));

    public static IEnumerable<Curve> Read(string path) =>
        File.ReadLines(path).Select(line => JsonSerializer.Deserialize<Curve>(line, Options)!);
}
