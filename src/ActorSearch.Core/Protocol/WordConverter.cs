using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorSearch.Core.Protocol;

/// <summary>
/// Writes one of a few words by its name and reads nothing else. The framework's own converter also takes numbers and
/// sums of names, which stand for none of the words.
/// </summary>
internal sealed class WordConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<string, TEnum> Words =
        Enum.GetValues<TEnum>().ToFrozenDictionary(w => w.ToString(), StringComparer.Ordinal);

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Words.TryGetValue(reader.GetString()!, out var word)
            ? word
            : throw new JsonException($"expected one of {string.Join(", ", Words.Keys.Order(StringComparer.Ordinal))}");

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
