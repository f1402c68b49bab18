using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActorSearch.Http.Tests.Server.Doubles;

/// <summary>Holds JSON against the part of JSON Schema that the description uses; a keyword it does not know fails the test.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    /// <summary>What is wrong, or null.</summary>
    public string? Problem(JsonElement schema, JsonElement value, string path = "$")
    {
        if (schema.ValueKind is JsonValueKind.True)
        {
            return $"{path}: the schema says nothing";
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Problem(Resolve(reference.GetString()!), value, path);
        }

        return schema.EnumerateObject().Select(keyword => Problem(keyword, schema, value, path)).FirstOrDefault(p => p is not null);
    }

    public JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (at, step) => at.ValueKind == JsonValueKind.Array
            ? at[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]
            : at.GetProperty(step));

    private string? Problem(JsonProperty keyword, JsonElement schema, JsonElement value, string path) => keyword.Name switch
    {
        "type" => Types(keyword.Value).Any(t => IsOf(value, t)) ? null : $"{path}: is no {keyword.Value}",
        "enum" => keyword.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)) ? null : $"{path}: is none of {keyword.Value}",
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!)
            ? null
            : $"{path}: does not match {keyword.Value}",
        "anyOf" or "oneOf" => keyword.Value.EnumerateArray().Any(s => Problem(s, value, path) is null) ? null : $"{path}: fits none",
        "required" => value.ValueKind != JsonValueKind.Object || keyword.Value.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _))
            ? null
            : $"{path}: lacks one of {keyword.Value}",
        "properties" => value.ValueKind != JsonValueKind.Object
            ? null
            : keyword.Value.EnumerateObject()
                .Where(p => value.TryGetProperty(p.Name, out _))
                .Select(p => Problem(p.Value, value.GetProperty(p.Name), $"{path}.{p.Name}"))
                .FirstOrDefault(p => p is not null),
        "additionalProperties" => value.ValueKind != JsonValueKind.Object ? null : Others(keyword.Value, schema, value, path),
        "items" => value.ValueKind != JsonValueKind.Array
            ? null
            : value.EnumerateArray().Select((v, i) => Problem(keyword.Value, v, $"{path}[{i}]")).FirstOrDefault(p => p is not null),
        "default" or "minimum" or "maximum" or "format" => null,
        _ => throw new NotSupportedException($"schema keyword {keyword.Name}"),
    };

    private string? Others(JsonElement rule, JsonElement schema, JsonElement value, string path) => value.EnumerateObject()
        .Where(p => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(p.Name, out _))
        .Select(p => rule.ValueKind == JsonValueKind.False ? $"{path}.{p.Name}: is unknown" : Problem(rule, p.Value, $"{path}.{p.Name}"))
        .FirstOrDefault(p => p is not null);

    private static IEnumerable<string> Types(JsonElement types) =>
        types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Select(t => t.GetString()!) : [types.GetString()!];

    private static bool IsOf(JsonElement value, string type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.Number, "integer") => value.TryGetInt64(out _) || value.TryGetUInt64(out _),
        (JsonValueKind.True or JsonValueKind.False, "boolean") => true,
        var (kind, _) => string.Equals(kind.ToString(), type, StringComparison.OrdinalIgnoreCase),
    };
}
