using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ActorSearch.Coordination.Links;

namespace ActorSearch.Http.Client.Connections;

/// <summary>
/// Connections to a coordinator, in generations: whoever finds one broken has all others of its age left to those who
/// still wait on them, and asks over new ones, since a network that failed leaves connections that look alive.
/// </summary>
internal sealed class ConnectionPool : IDisposable
{
    /// <summary>Seconds of silence after which a connection is asked whether it still lives.</summary>
    private const int ProbeAfterSeconds = 5;

    private const int ProbeEverySeconds = 2;
    private const int UnansweredProbes = 3;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Shorter than any server's, so that no request meets a connection as the server closes it.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(20);

    /// <summary>After this a host name is looked up anew.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly CoordinatorAddress _address;
    private readonly Lock _lock = new();
    private Generation _current;

    /// <summary>Makes a pool without connections.</summary>
    /// <exception cref="CoordinatorUnreachableException">The CA file cannot be read.</exception>
    public ConnectionPool(CoordinatorAddress address)
    {
        _address = address;
        _current = Make(previous: null);
    }

    /// <summary>The present generation, to be given back.</summary>
    public Generation Take()
    {
        lock (_lock)
        {
            _current.Users++;
            return _current;
        }
    }

    /// <summary>Gives a generation back.</summary>
    /// <param name="used">What was taken.</param>
    /// <param name="isBroken">Whether a connection of it failed.</param>
    public void Return(Generation used, bool isBroken)
    {
        lock (_lock)
        {
            used.Users--;
            if (isBroken && used == _current)
            {
                _current = Make(used);
                used.IsRetired = true;
            }

            if (!used.IsRetired || used.Users > 0)
            {
                return;
            }
        }

        used.Client.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _current.IsRetired = true;
            _current.Client.Dispose();
        }
    }

    private Generation Make(Generation? previous)
    {
        CertificateCheck check;
        try
        {
            check = new CertificateCheck(_address.Url.IdnHost, _address.ReadRoots());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // Somebody is replacing the file: what it held before is still right.
            check = previous?.Check ?? throw new CoordinatorUnreachableException(
                $"{_address.CaFile}: the certificates to trust cannot be read: {exception.Message}", exception);
        }

        // No proxy, no redirection: the token goes to the coordinator and nowhere else.
#pragma warning disable CA2000 // The client disposes of its handler, and the pool of the client.
        var handler = new SocketsHttpHandler
        {
            SslOptions = check.Options,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionIdleTimeout = IdleTimeout,
            PooledConnectionLifetime = Lifetime,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectCallback = ConnectAsync,
        };
#pragma warning restore CA2000
        return new Generation(new HttpClient(handler) { BaseAddress = _address.Url, Timeout = Timeout.InfiniteTimeSpan }, check);
    }

    /// <summary>Connects, and has the system notice a peer that is gone while an answer is waited for.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, ProbeAfterSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, ProbeEverySeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, UnansweredProbes);
            await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connections of one age.</summary>
    internal sealed class Generation(HttpClient client, CertificateCheck check)
    {
        public HttpClient Client => client;

        public CertificateCheck Check => check;

        /// <summary>Requests under way; the pool's lock guards it.</summary>
        public int Users { get; set; }

        public bool IsRetired { get; set; }
    }
}
