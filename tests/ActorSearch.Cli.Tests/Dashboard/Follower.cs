using System.Globalization;
using System.Text.Json.Nodes;

namespace ActorSearch.Cli.Tests.Dashboard;

/// <summary>Follows a dashboard as the page does: the document once, then every change.</summary>
internal sealed class Follower(Uri url) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly HttpClient _client = new() { BaseAddress = url, Timeout = Patience };

    /// <summary>The document as it was seen last.</summary>
    public JsonObject Document { get; private set; } = [];

    public long Version => Document["version"]!.GetValue<long>();

    /// <summary>Number of changes that came.</summary>
    public int Changes { get; private set; }

    /// <summary>Reads the document.</summary>
    public async Task<JsonObject> ReadAsync() =>
        Document = JsonNode.Parse(await _client.GetStringAsync(new Uri("data", UriKind.Relative)))!.AsObject();

    /// <summary>Takes changes until the search has ended.</summary>
    /// <param name="onChange">Called after each.</param>
    /// <returns>What it came to.</returns>
    public async Task<string> FollowAsync(Action? onChange = null)
    {
        using var stream = new StreamReader(await _client.GetStreamAsync(new Uri($"events?from={Version}", UriKind.Relative)));
        var kind = string.Empty;
        while (await stream.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                kind = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var data = JsonNode.Parse(line["data: ".Length..])!.AsObject();
                switch (kind)
                {
                    case "delta":
                        Apply(data);
                        onChange?.Invoke();
                        break;
                    case "alive":
                        break;
                    case "ended":
                        Assert.Equal(Version, data["version"]!.GetValue<long>());
                        return data["status"]!.GetValue<string>();
                    default:
                        Assert.Fail($"unexpected event '{kind}'");
                        break;
                }
            }
        }

        throw new InvalidOperationException("the stream broke off");
    }

    public void Dispose() => _client.Dispose();

    private void Apply(JsonObject delta)
    {
        Assert.Equal(Version, delta["from"]!.GetValue<long>());
        Changes++;
        Document["version"] = delta["version"]!.DeepClone();
        foreach (var (name, value) in delta["set"]!.AsObject())
        {
            Document[name] = value?.DeepClone();
        }

        foreach (var table in new[] { "trials", "curves", "texts" })
        {
            var rows = Document[table]!["rows"]!.AsArray();
            foreach (var (place, row) in delta[table]!.AsObject())
            {
                var index = int.Parse(place, CultureInfo.InvariantCulture);
                if (index == rows.Count)
                {
                    rows.Add(row?.DeepClone());
                }
                else
                {
                    rows[index] = row?.DeepClone();
                }
            }
        }
    }
}
