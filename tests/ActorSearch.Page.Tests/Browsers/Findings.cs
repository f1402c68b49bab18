using System.Text.Json;

namespace ActorSearch.Page.Tests.Browsers;

/// <summary>What a scenario found, by name.</summary>
internal sealed class Findings(IReadOnlyDictionary<string, JsonElement> values)
{
    public JsonElement this[string name] => values.TryGetValue(name, out var value)
        ? value
        : throw new KeyNotFoundException($"the scenario found no {name}, but {string.Join(", ", values.Keys)}");

    public string? Text(string name) => this[name].GetString();

    public double Number(string name) => this[name].GetDouble();

    public bool Is(string name) => this[name].GetBoolean();

    public string[] Texts(string name) => [.. this[name].EnumerateArray().Select(e => e.GetString()!)];

    /// <summary>That nothing went wrong in the browser, and nothing but the page was asked for.</summary>
    public Findings AreClean()
    {
        Assert.Empty(Texts("problems"));
        Assert.Empty(Texts("requests"));
        return this;
    }

    public static Findings Read(string output) => new(output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .ToDictionary(line => line.GetProperty("name").GetString()!, line => line.GetProperty("value"), StringComparer.Ordinal));
}
