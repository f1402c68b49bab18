using System.Net;
using System.Net.Sockets;
using ActorSearch.Core.Clusters;
using ActorSearch.Http.Tests.Client.Doubles;

namespace ActorSearch.Akka.Tests.Doubles;

/// <summary>Something at the port of a node that does not speak Akka.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public static async Task<RawPeer> ConnectAsync(NodeAddress to)
    {
        var peer = new RawPeer();
        await peer._socket.ConnectAsync(IPAddress.Parse(to.Host), to.Port);
        return peer;
    }

    public async Task SendAsync(byte[] bytes) => await _socket.SendAsync(bytes, SocketFlags.None);

    /// <summary>Waits until the node has closed the connection.</summary>
    public async Task IsClosedAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(buffer, SocketFlags.None).WaitAsync(Patience.Limit) > 0)
            {
                // Whatever it says first.
            }
        }
        catch (SocketException)
        {
            // Closed with a reset.
        }
    }

    public void Dispose() => _socket.Dispose();
}
