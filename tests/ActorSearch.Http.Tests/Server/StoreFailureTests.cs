using System.Net;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Http.Tests.Server;

public sealed class StoreFailureTests
{
    private const string Full = "no room on the disk of results.db; free some room";

    [Fact]
    public async Task While_the_store_fails_nothing_is_acknowledged_and_then_all_goes_on()
    {
        await using var server = await TestServer.StartAsync();
        var lease = (await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w"))).Leases.Single();
        var renew = new WireMessage.Renew("w", TestServer.Study, lease.Plan.Id, 1);
        server.Store.Failure = Full;

        for (var i = 0; i < 2; i++)
        {
            using var content = new ByteArrayContent(WireCodec.Encode(renew));
            using var response = await server.Client.PostAsync(new Uri("/v1/renew", UriKind.Relative), content);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter?.Delta);
            Assert.Equal(Full, Assert.IsType<WireMessage.Unavailable>(await TestServer.ReadAsync(response)).Reason);
        }

        Assert.Equal((HttpStatusCode.ServiceUnavailable, Full + "\n"), await server.GetAsync("/health"));
        Assert.Equal(Full, (await server.StatusAsync()).StoreFailure);

        server.Store.Failure = null;
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await server.AskAsync<WireMessage.Acknowledged>(renew);

        Assert.Equal((HttpStatusCode.OK, "ok\n"), await server.GetAsync("/health"));
        Assert.Null((await server.StatusAsync()).StoreFailure);
    }

    [Fact]
    public async Task A_study_that_is_handed_in_while_the_store_fails_is_to_be_handed_in_later()
    {
        await using var server = await TestServer.StartAsync();
        server.Store.Failure = Full;

        var (status, message) = await server.SayAsync(new WireMessage.Submit("new 1", "new.yaml", Resume: false, Extend: false));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(Full, Assert.IsType<WireMessage.Unavailable>(message).Reason);
    }

    [Theory]
    [InlineData("/v1/studies/tests/events")]
    [InlineData("/v1/studies/old")]
    public async Task Followers_are_told_that_the_store_fails(string path)
    {
        await using var server = await TestServer.StartAsync();
        server.Store.Failure = Full;

        using var response = await server.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(Full, Assert.IsType<WireMessage.Unavailable>(await TestServer.ReadAsync(response)).Reason);
    }
}
