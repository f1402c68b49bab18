using System.Text;
using System.Text.Json;
using ActorSearch.Core.Space;

namespace ActorSearch.Core.Protocol;

/// <summary>Reads configurations back from their canonical JSON, for files that hold one.</summary>
public static class TrialConfigJson
{
    private static readonly TrialConfigConverter Converter = new();

    /// <summary>Reads a configuration.</summary>
    /// <param name="json">An object.</param>
    /// <exception cref="JsonException">It names a key or a value that this version of the program does not know.</exception>
    public static TrialConfig Read(JsonElement json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.GetRawText()));
        reader.Read();
        try
        {
            return Converter.Read(ref reader, typeof(TrialConfig), JsonSerializerOptions.Default);
        }
        catch (FormatException exception)
        {
            throw new JsonException("a number is not one that a hyperparameter may have", exception);
        }
    }
}
