using System.Net;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Http.Tests.Server.Doubles;

namespace ActorSearch.Http.Tests.Server;

public sealed class StatusTests
{
    [Fact]
    public async Task The_status_tells_of_the_coordinator_and_its_studies_in_the_order_of_submission()
    {
        await using var server = await TestServer.StartAsync(trials: 3);
        var startedAt = server.Time.GetUtcNow();
        await server.AskAsync<WireMessage.Submitted>(new WireMessage.Submit("another 1", "a.yaml", Resume: false, Extend: false));
        var leases = (await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w", capacity: 2))).Leases;
        await server.AskAsync<WireMessage.Acknowledged>(new WireMessage.Finish("w", TestServer.Study, leases[0].Plan.Id, 1, Plans.Result));
        server.Time.Advance(TimeSpan.FromSeconds(5));

        var status = await server.StatusAsync();

        Assert.Equal(("1.2.3", "results.db", null), (status.Version, status.Store, status.StoreFailure));
        Assert.Equal((startedAt, startedAt.AddSeconds(5)), (status.StartedAt, status.Now));
        Assert.Equal(
            [new StudySummary(TestServer.Study, Trials: 3, Ended: 1, Failed: 0, Running: 1), new StudySummary("another", 1, 0, 0, 0)],
            status.Studies);
        Assert.Empty(status.Nodes);
        Assert.Equal(
            [new("messages.claim", 1), new("messages.finish", 1), new("messages.submit", 1)], status.Counters.AsEnumerable());
    }

    [Fact]
    public async Task A_trial_that_failed_for_good_is_counted_as_failed()
    {
        await using var server = await TestServer.StartAsync(trials: 1);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var lease = (await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w"))).Leases.Single();
            await server.AskAsync<WireMessage.Acknowledged>(new WireMessage.Fail("w", TestServer.Study, lease.Plan.Id, attempt, "it broke"));
        }

        Assert.Equal([new StudySummary(TestServer.Study, 1, Ended: 1, Failed: 1, Running: 0)], (await server.StatusAsync()).Studies);
    }

    [Fact]
    public async Task Heads_are_answered_without_bodies()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/health");

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }
}
