using System.Text.Json;
using System.Text.Json.Serialization;
using ActorSearch.Core.Space;

namespace ActorSearch.Reporting.Writing;

/// <summary>Writes a hyperparameter's value in its own JSON type.</summary>
internal sealed class ValueDocumentConverter : JsonConverter<ValueDocument>
{
    public override ValueDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("reports are written, never read");

    public override void Write(Utf8JsonWriter writer, ValueDocument value, JsonSerializerOptions options) =>
        WriteValue(writer, value.Value);

    internal static void WriteValue(Utf8JsonWriter writer, ParameterValue? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case ParameterValue.Word word:
                writer.WriteStringValue(word.Value);
                break;
            default:
                writer.WriteRawValue(value.ToCanonicalJson());
                break;
        }
    }
}
