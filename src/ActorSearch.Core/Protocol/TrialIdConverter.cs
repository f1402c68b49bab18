using System.Text.Json;
using System.Text.Json.Serialization;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Protocol;

/// <summary>Writes an identity as its hexadecimal text.</summary>
internal sealed class TrialIdConverter : JsonConverter<TrialId>
{
    public override TrialId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return TrialId.Parse(reader.GetString() ?? string.Empty);
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, TrialId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
