using System.Net;
using System.Net.Sockets;
using ActorSearch.Cli.Inputs;

namespace ActorSearch.Cli.Clusters.Membership;

/// <summary>Looks whether an address can be listened on before anything is written, since what listens there comes after.</summary>
internal static class FreePort
{
    /// <summary>Checks an address of this machine.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="address">The address.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <exception cref="InputException">It cannot be listened on.</exception>
    public static void Check(string option, IPAddress address, int port)
    {
        var whole = new IPEndPoint(address, port);
        try
        {
            using var listener = new TcpListener(whole);
            listener.Start();
            listener.Stop();
        }
        catch (SocketException exception)
        {
            throw Refusal(option, whole, exception);
        }
    }

    /// <summary>What is to be said of an address that could not be listened on.</summary>
    public static InputException Refusal(string option, IPEndPoint whole, SocketException exception) => new(exception.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => $"{option}: {whole} is in use by another program; stop it, or take another port",
        SocketError.AddressNotAvailable => $"{option}: {whole.Address} is no address of this machine",
        SocketError.AccessDenied => $"{option}: port {whole.Port} may not be used by this user; take one from 1024 on",
        _ => $"{option}: {whole} cannot be listened on: {exception.Message}",
    });
}
