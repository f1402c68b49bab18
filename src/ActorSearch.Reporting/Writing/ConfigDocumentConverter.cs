using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorSearch.Reporting.Writing;

/// <summary>Writes hyperparameters as one object.</summary>
internal sealed class ConfigDocumentConverter : JsonConverter<ConfigDocument>
{
    public override ConfigDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("reports are written, never read");

    public override void Write(Utf8JsonWriter writer, ConfigDocument value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, parameter) in value.Values)
        {
            writer.WritePropertyName(name);
            ValueDocumentConverter.WriteValue(writer, parameter);
        }

        writer.WriteEndObject();
    }
}
