using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Clusters.Membership;

/// <summary>Addresses of this machine and of others.</summary>
internal static class OwnAddress
{
    /// <summary>The address of this machine that leads to a node, and any port. Nothing is sent.</summary>
    /// <exception cref="InputException">There is no way there.</exception>
    public static NodeAddress Towards(NodeAddress node)
    {
        SocketException? failure = null;
        foreach (var address in Resolve("--seeds", node.Host))
        {
            try
            {
                // For datagrams, to connect only asks the operating system for the way.
                using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                socket.Connect(address, node.Port);
                return new NodeAddress(((IPEndPoint)socket.LocalEndPoint!).Address.ToString(), 0);
            }
            catch (SocketException exception)
            {
                failure = exception;
            }
        }

        throw new InputException(
            $"--cluster: no address of this machine leads to {node}: {failure!.Message}; name the address where other nodes reach this one, such as 10.0.0.7:0");
    }

    /// <summary>The IP addresses of a host, those of version 4 first; at least one.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="host">The host's name or IP address.</param>
    /// <exception cref="InputException">It has none.</exception>
    public static ImmutableArray<IPAddress> Resolve(string option, string host)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            ImmutableArray<IPAddress> found = [.. Dns.GetHostAddresses(host).OrderBy(a => a.AddressFamily == AddressFamily.InterNetworkV6)];
            return found.IsEmpty ? throw new InputException($"{option}: {host} has no IP address") : found;
        }
        catch (SocketException exception)
        {
            throw new InputException($"{option}: the IP address of {host} cannot be found: {exception.Message}; expected a host's name or IP address");
        }
    }
}
