using System.Net;
using System.Net.Sockets;

namespace ActorSearch.Faults.Clusters;

/// <summary>
/// A port of the loopback that nobody listens on. It lies below the ports that the kernel deals out, so that it stays
/// free while a coordinator that was killed is away.
/// </summary>
internal static class FreePort
{
    private const int First = 20000;
    private const int Count = 10000;
    private static int _next = Environment.ProcessId * 37 % Count;

    public static int Take()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; the next one, then.
            }
        }
    }
}
