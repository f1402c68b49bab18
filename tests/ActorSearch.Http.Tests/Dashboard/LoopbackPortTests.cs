using System.Net;
using System.Net.Sockets;
using ActorSearch.Http.Dashboard;

namespace ActorSearch.Http.Tests.Dashboard;

public sealed class LoopbackPortTests
{
    [Fact]
    public void A_port_that_is_taken_cannot_be_had_until_it_is_given_back()
    {
        var first = LoopbackPort.Take(0);

        Assert.Equal(SocketError.AddressAlreadyInUse, Assert.Throws<SocketException>(() => LoopbackPort.Take(first.Port)).SocketErrorCode);
        first.Dispose();
        using var again = LoopbackPort.Take(first.Port);

        Assert.Equal($"http://127.0.0.1:{first.Port}/", again.Url.ToString());
    }

    [Fact]
    public void A_port_that_another_program_has_on_one_of_the_addresses_is_taken()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "this machine has no IPv6");
        using var other = new TcpListener(IPAddress.IPv6Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        Assert.Throws<SocketException>(() => LoopbackPort.Take(port));

        // And nothing of it stays taken on the other address.
        using var own = new TcpListener(IPAddress.Loopback, port);
        own.Start();
    }
}
