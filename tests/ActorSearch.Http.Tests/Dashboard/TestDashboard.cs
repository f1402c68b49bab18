using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorSearch.Http.Dashboard;
using ActorSearch.Http.Tests.Server.Doubles;

namespace ActorSearch.Http.Tests.Dashboard;

/// <summary>A dashboard behind a real server on a free port, whose documents the test makes.</summary>
internal sealed class TestDashboard : IAsyncDisposable
{
    public const string Page = "<!DOCTYPE html><title>study</title>";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LoopbackPort _port;
    private readonly DashboardServer _server;

    private TestDashboard(LoopbackPort port, DashboardServer server, LiveChannel channel, LogLines log)
    {
        (_port, _server, Channel, Log) = (port, server, channel, log);
        Client = new HttpClient { BaseAddress = port.Url, Timeout = Patience };
    }

    public LiveChannel Channel { get; }

    public LogLines Log { get; }

    public HttpClient Client { get; }

    public int Port => _port.Port;

    /// <summary>Starts a dashboard whose document has version 1, unless it has none.</summary>
    public static async Task<TestDashboard> StartAsync(DashboardOptions? options = null, bool hasDocument = true)
    {
        var port = LoopbackPort.Take(0);
        LiveChannel? channel = null;
        channel = new LiveChannel(() =>
        {
            if (channel?.Current is not null)
            {
                channel.Settle();
            }
        });
        if (hasDocument)
        {
            channel.Publish(1, Document(1), changes: null);
        }

        var log = new LogLines();
        var server = await DashboardServer.StartAsync(
            port, () => Encoding.UTF8.GetBytes(Page), channel, options ?? new DashboardOptions(), log);
        return new TestDashboard(port, server, channel, log);
    }

    public static byte[] Document(long version, int bytes = 0) =>
        Encoding.UTF8.GetBytes($$"""{"version":{{version}},"filling":"{{new string('x', bytes)}}"}""");

    /// <summary>Shows the next version.</summary>
    public void Publish(long version, int bytes = 0) =>
        Channel.Publish(version, Document(version, bytes + 2000), Changes(version - 1, version, bytes));

    public static byte[] Changes(long from, long version, int bytes = 0) =>
        Encoding.UTF8.GetBytes($$"""{"from":{{from}},"version":{{version}},"filling":"{{new string('y', bytes)}}"}""");

    public async Task<HttpResponseMessage> SendAsync(string path, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<TestWatcher> WatchAsync(string from = "1", string? lastEventId = null)
    {
        var response = await SendAsync(
            $"/events?from={from}", HttpMethod.Get, lastEventId is null ? [] : [("Last-Event-ID", lastEventId)]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new TestWatcher(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Opens a connection and asks for the changes, and reads nothing.</summary>
    public async Task<Socket> WatchWithoutReadingAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /events?from=1 HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\n\r\n"), SocketFlags.None);
        return socket;
    }

    public Task EndAsync(string status) => _server.EndAsync(status);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
