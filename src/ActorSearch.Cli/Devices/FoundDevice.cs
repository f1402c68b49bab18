using System.Text;
using System.Text.Json;

namespace ActorSearch.Cli.Devices;

/// <summary>A device that libtorch can use, and what the machine tells of it.</summary>
/// <param name="Name"><c>cpu</c>, <c>cuda:0</c>, ...</param>
/// <param name="Model">What it is called by its maker; empty where unknown.</param>
/// <param name="Binding">What <c>CUDA_VISIBLE_DEVICES</c> has to say for a process to see this GPU alone; null for a processor.</param>
/// <param name="MemoryBytes">Its memory; null where unknown.</param>
/// <param name="UsedBytes">Memory in use; null where unknown.</param>
/// <param name="UtilisationPercent">How busy it is, 0 to 100; null where unknown.</param>
internal sealed record FoundDevice(
    string Name, string Model, string? Binding, long? MemoryBytes, long? UsedBytes, int? UtilisationPercent)
{
    /// <summary>As a JSON object on one line.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name", Name);
            json.WriteString("model", Model);
            json.WriteString("binding", Binding);
            Write(json, "memory_bytes", MemoryBytes);
            Write(json, "used_bytes", UsedBytes);
            Write(json, "utilisation_percent", UtilisationPercent);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads a line back.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static FoundDevice FromJson(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            return new FoundDevice(
                json.GetProperty("name").GetString()!,
                json.GetProperty("model").GetString()!,
                json.GetProperty("binding").GetString(),
                Read(json, "memory_bytes"),
                Read(json, "used_bytes"),
                (int?)Read(json, "utilisation_percent"));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"'{line}' describes no device", exception);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static long? Read(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;
}
