using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Strangers;

/// <summary>A stranger's connection to a port. Being hung up on is what a stranger is there for.</summary>
internal sealed class Connection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly TcpClient _client;

    private Connection(TcpClient client) => _client = client;

    /// <summary>Connects to a port, which must be open: a node that listens no more is what is looked for.</summary>
    /// <param name="address">HOST:PORT.</param>
    /// <param name="within">How long it may be closed.</param>
    /// <exception cref="Breach">Nobody listens.</exception>
    public static async Task<Connection> OpenAsync(string address, TimeSpan within = default)
    {
        Connection? opened = null;
        await Wait.UntilAsync($"anybody who listens at {address}", async () => (opened = await FindAsync(address)) is not null, within);
        return opened!;
    }

    /// <summary>Sends bytes and says that these are all, then waits a moment for an answer or an end.</summary>
    public Task SayAsync(byte[] bytes) => QuietlyAsync(async patience =>
    {
        var stream = _client.GetStream();
        await stream.WriteAsync(bytes, patience);
        _client.Client.Shutdown(SocketShutdown.Send);
        while (await stream.ReadAsync(new byte[4096], patience) > 0)
        {
        }
    });

    /// <summary>Sends bytes, and goes on to hold the connection.</summary>
    public Task BeginAsync(byte[] bytes) => QuietlyAsync(patience => _client.GetStream().WriteAsync(bytes, patience).AsTask());

    /// <summary>Reads a frame of Akka's remoting: the answer to an introduction.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> HearAsync()
    {
        var isWhole = false;
        await QuietlyAsync(async patience =>
        {
            var length = new byte[4];
            await _client.GetStream().ReadExactlyAsync(length, patience);
            await _client.GetStream().ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32LittleEndian(length)], patience);
            isWhole = true;
        });
        return isWhole;
    }

    /// <summary>Begins TLS.</summary>
    public Task BeginTlsAsync() => QuietlyAsync(async patience =>
    {
        await using var tls = new SslStream(_client.GetStream(), leaveInnerStreamOpen: true, Onlooker.TakesAny);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, patience);
    });

    /// <summary>Breaks it off, without the usual farewell.</summary>
    public void Reset()
    {
        _client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();

    private static async Task<Connection?> FindAsync(string address)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(IPEndPoint.Parse(address));
            return new Connection(client);
        }
        catch (SocketException)
        {
            client.Dispose();
            return null;
        }
    }

    private static async Task QuietlyAsync(Func<CancellationToken, Task> talk)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await talk(patience.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException)
        {
            // Hung up on, or not listened to.
        }
    }
}
