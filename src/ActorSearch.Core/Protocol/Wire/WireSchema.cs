using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>Describes messages to programs in other languages, from the readers and writers themselves.</summary>
public static class WireSchema
{
    /// <summary>The JSON schema of a message's body. Bounds of lengths and counts (<see cref="WireLimits"/>) are not in it.</summary>
    /// <param name="manifest">The message.</param>
    /// <param name="place">Where the schema stands in its document, such as <c>#/components/schemas/claim</c>.</param>
    /// <exception cref="WireException">The manifest is unknown.</exception>
    public static JsonNode Of(string manifest, string place)
    {
        var schema = WireKinds.Of(manifest).Json.GetJsonSchemaAsNode(
            new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe });
        Move(schema, place);
        return schema;
    }

    /// <summary>What this program's own converters write, which the exporter cannot look into.</summary>
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        return type == typeof(TrialId) ? new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-f]{32}$" }
            : type == typeof(TrialConfig) ? new JsonObject { ["type"] = "object" }
            : type == typeof(TrialOutcome) ? Words<TrialOutcome>()
            : type == typeof(Metric) ? Words<Metric>()
            : type == typeof(Acknowledgement) ? Words<Acknowledgement>()
            : type == typeof(double?) ? OrNull(schema)
            : schema;
    }

    private static JsonObject Words<TEnum>()
        where TEnum : struct, Enum =>
        new() { ["enum"] = new JsonArray([.. Enum.GetNames<TEnum>().Select(n => JsonValue.Create(n))]) };

    /// <summary>The exporter forgets null where a number may also be one of the words that stand for no number.</summary>
    private static JsonObject OrNull(JsonNode schema) =>
        new() { ["anyOf"] = new JsonArray(schema.DeepClone(), new JsonObject { ["type"] = "null" }) };

    /// <summary>A type that occurs twice is described once and referred to, from the top of the document that the schema is put into.</summary>
    private static void Move(JsonNode? node, string place)
    {
        switch (node)
        {
            case JsonObject described:
                if (described["$ref"]?.GetValue<string>() is { } reference)
                {
                    described["$ref"] = place + reference[1..];
                }

                foreach (var (_, child) in described)
                {
                    Move(child, place);
                }

                break;
            case JsonArray list:
                foreach (var child in list)
                {
                    Move(child, place);
                }

                break;
        }
    }
}
