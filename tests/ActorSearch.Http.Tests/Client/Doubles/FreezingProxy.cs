using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ActorSearch.Http.Tests.Client.Doubles;

/// <summary>Carries connections to a server, and like a network that failed goes silent on those it has, when told to.</summary>
internal sealed class FreezingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Connection> _connections = [];
    private readonly int _port;
    private readonly Task _accepting;

    public FreezingProxy(int port)
    {
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Connections => _connections.Count;

    /// <summary>Frozen connections on which something was said since.</summary>
    public int FrozenInUse => _connections.Count(c => c.WasUsedFrozen);

    /// <summary>Leaves all present connections open and lets nothing more through on them.</summary>
    public void Freeze()
    {
        foreach (var connection in _connections)
        {
            connection.IsFrozen = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        foreach (var connection in _connections)
        {
            connection.Near.Dispose();
            connection.Far.Dispose();
        }

        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync(_stopping.Token);
                var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, _port, _stopping.Token);
                var connection = new Connection(near, far);
                _connections.Add(connection);
                _ = CopyAsync(connection, near, far, isRequest: true);
                _ = CopyAsync(connection, far, near, isRequest: false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task CopyAsync(Connection connection, TcpClient from, TcpClient to, bool isRequest)
    {
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer, _stopping.Token)) > 0)
            {
                if (connection.IsFrozen)
                {
                    connection.WasUsedFrozen |= isRequest;
                    continue;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stopping.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private sealed class Connection(TcpClient near, TcpClient far)
    {
        private volatile bool _isFrozen;

        public TcpClient Near => near;

        public TcpClient Far => far;

        public bool IsFrozen
        {
            get => _isFrozen;
            set => _isFrozen = value;
        }

        public bool WasUsedFrozen { get; set; }
    }
}
