using System.Net;
using System.Net.Sockets;

namespace ActorSearch.Http.Dashboard;

/// <summary>
/// A port of this machine's own addresses, 127.0.0.1 and [::1], taken before anything is served there: whoever takes it
/// learns at once whether it can be had, and nobody else gets in between.
/// </summary>
public sealed class LoopbackPort : IDisposable
{
    private const int Attempts = 16;

    private readonly Dictionary<IPAddress, Socket> _sockets;
    private bool _isHandedOver;

    private LoopbackPort(int port, Dictionary<IPAddress, Socket> sockets) => (Port, _sockets) = (port, sockets);

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>Where a browser finds it.</summary>
    public Uri Url => new($"http://127.0.0.1:{Port}/");

    /// <summary>The addresses: [::1] only where the machine has it.</summary>
    internal IEnumerable<IPAddress> Addresses => _sockets.Keys;

    /// <summary>Takes a port.</summary>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <exception cref="SocketException">It cannot be had.</exception>
    public static LoopbackPort Take(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var first = Listen(IPAddress.Loopback, port);
            var taken = ((IPEndPoint)first.LocalEndPoint!).Port;
            try
            {
                var sockets = new Dictionary<IPAddress, Socket> { [IPAddress.Loopback] = first };
                if (ListenIfThere(IPAddress.IPv6Loopback, taken) is { } second)
                {
                    sockets.Add(IPAddress.IPv6Loopback, second);
                }

                return new LoopbackPort(taken, sockets);
            }
            catch (SocketException) when (port == 0 && attempt < Attempts)
            {
                first.Dispose(); // Free on one address alone: another one is.
            }
            catch
            {
                first.Dispose();
                throw;
            }
        }
    }

    /// <summary>Waits until somebody comes, who is served by whatever server starts then; nothing else is needed until then.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <returns>Whether somebody has come.</returns>
    /// <exception cref="SocketException">The port is lost.</exception>
    public bool WaitForVisitor(TimeSpan patience)
    {
        var waiting = _sockets.Values.ToList();
        Socket.Select(waiting, null, null, patience);
        return waiting.Count > 0;
    }

    /// <summary>Gives the port back, unless a server has it.</summary>
    public void Dispose()
    {
        if (_isHandedOver)
        {
            return;
        }

        foreach (var socket in _sockets.Values)
        {
            socket.Dispose();
        }
    }

    /// <summary>The socket of an address, for a server that closes it.</summary>
    internal Socket HandOver(EndPoint endPoint)
    {
        _isHandedOver = true;
        return _sockets[((IPEndPoint)endPoint).Address];
    }

    private static Socket? ListenIfThere(IPAddress address, int port)
    {
        try
        {
            return Socket.OSSupportsIPv6 ? Listen(address, port) : null;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            return null;
        }
    }

    /// <summary>On Unix a port that nobody listens on can be bound twice: so it is listened on.</summary>
    private static Socket Listen(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
