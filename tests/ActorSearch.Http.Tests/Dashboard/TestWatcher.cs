namespace ActorSearch.Http.Tests.Dashboard;

/// <summary>One who watches, event by event.</summary>
internal sealed class TestWatcher(HttpResponseMessage response, Stream stream) : IDisposable
{
    private const string Alive = "alive";

    private readonly StreamReader _reader = new(stream);

    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>The next event that says more than that the stream is there; null at the end of the stream.</summary>
    public async Task<(string? Id, string Kind, string Data)?> NextAsync()
    {
        string? id = null;
        string? kind = null;
        var data = string.Empty;
        while (await _reader.ReadLineAsync().WaitAsync(TestDashboard.Patience) is { } line)
        {
            switch (line.Split(": ", 2))
            {
                case ["id", var text]:
                    id = text;
                    break;
                case ["event", var text]:
                    kind = text;
                    break;
                case ["data", var text]:
                    data = text;
                    break;
                case [""] when kind == Alive:
                    kind = null;
                    break;
                case [""] when kind is not null:
                    return (id, kind, data);
                default:
                    break;
            }
        }

        return null;
    }

    /// <summary>What keeps the connection alive.</summary>
    public async Task ExpectHeartbeatAsync()
    {
        Assert.Equal($"event: {Alive}", await _reader.ReadLineAsync().WaitAsync(TestDashboard.Patience));
        Assert.Equal("data: {}", await _reader.ReadLineAsync().WaitAsync(TestDashboard.Patience));
        Assert.Equal(string.Empty, await _reader.ReadLineAsync().WaitAsync(TestDashboard.Patience));
    }

    public async Task ExpectAsync(string kind, string data)
    {
        var next = await NextAsync();
        Assert.Equal((kind, data), (next?.Kind, next?.Data));
    }

    public Task ExpectVersionAsync(long version, int bytes = 0) =>
        ExpectAsync("delta", System.Text.Encoding.UTF8.GetString(TestDashboard.Changes(version - 1, version, bytes)));

    public async Task ExpectEndAsync() => Assert.Null(await NextAsync());

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
