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
    public async Task A_visitor_is_noticed_before_there_is_a_server_and_served_by_the_one_that_comes()
    {
        var port = LoopbackPort.Take(0);
        Assert.False(port.WaitForVisitor(TimeSpan.Zero));
        using var client = new HttpClient { BaseAddress = port.Url };
        var asking = client.GetStringAsync(new Uri("/", UriKind.Relative));

        Assert.True(port.WaitForVisitor(TestDashboard.Patience));
        await using var server = await DashboardServer.StartAsync(
            port, () => "page"u8.ToArray(), new LiveChannel(() => { }), new DashboardOptions(), new Server.Doubles.LogLines());

        Assert.Equal("page", await asking.WaitAsync(TestDashboard.Patience));
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
