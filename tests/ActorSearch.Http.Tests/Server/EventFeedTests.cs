using System.Net;
using System.Text;
using System.Text.Json;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Protocol;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Tests.Server.Doubles;

namespace ActorSearch.Http.Tests.Server;

public sealed class EventFeedTests
{
    private const string Feed = "/v1/studies/tests/events";

    [Fact]
    public async Task The_feed_gives_every_event_as_the_store_holds_it()
    {
        await using var server = await TestServer.StartAsync();
        var lease = (await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w"))).Leases.Single();
        await server.AskAsync<WireMessage.Acknowledged>(new WireMessage.ReportEpoch("w", TestServer.Study, lease.Plan.Id, 1, Plans.Epoch));

        var (first, events) = await ReadAsync(server, Feed);
        var (second, rest) = await ReadAsync(server, $"{Feed}?from=3&wait_ms=0");

        Assert.Equal((0, 3), (first, second));
        Assert.Equal<StudyEvent>(server.Store.EventsOf(TestServer.Study), events);
        Assert.Equal<StudyEvent>(events[3..], rest);
    }

    [Fact]
    public async Task A_page_ends_at_its_bound_and_the_next_goes_on()
    {
        await using var server = await TestServer.StartAsync(patience: new ReceptionOptions { MaxEventsPerPage = 2 });
        await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w", capacity: 2));
        var held = server.Store.EventsOf(TestServer.Study);
        var read = new List<StudyEvent>();

        while (read.Count < held.Count)
        {
            var (from, page) = await ReadAsync(server, $"{Feed}?from={read.Count}");
            Assert.Equal(read.Count, from);
            Assert.InRange(page.Count, 1, 2);
            read.AddRange(page);
        }

        Assert.Equal<StudyEvent>(held, read);
    }

    [Fact]
    public async Task A_page_of_large_events_ends_at_its_bytes()
    {
        const int Trials = 40_000;
        await using var server = await TestServer.StartAsync(Trials);

        var (_, text) = await server.GetAsync(Feed);

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 2, server.Store.EventsOf(TestServer.Study).Count - 1);
        Assert.InRange(text.Length, 4 << 20, 5 << 20);
    }

    [Fact]
    public async Task A_follower_that_has_all_waits_for_the_next_event()
    {
        await using var server = await TestServer.StartAsync();
        var from = server.Store.EventsOf(TestServer.Study).Count;

        var following = ReadAsync(server, $"{Feed}?from={from}&wait_ms=60000");
        await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w"));
        var (version, events) = await following;

        Assert.Equal(from, version);
        Assert.IsType<StudyEvent.Leased>(Assert.Single(events));
    }

    [Fact]
    public async Task A_follower_to_whom_nothing_comes_is_answered_with_nothing_after_its_wait()
    {
        await using var server = await TestServer.StartAsync();

        var following = server.GetAsync($"{Feed}?from=1000&wait_ms=60000");
        await server.AdvanceUntilAsync(following);

        Assert.Equal((HttpStatusCode.OK, string.Empty), await following);
        Assert.Equal((HttpStatusCode.OK, string.Empty), await server.GetAsync($"{Feed}?from=1000"));
    }

    [Fact]
    public async Task A_server_that_ends_answers_its_followers()
    {
        await using var server = await TestServer.StartAsync();

        var following = server.GetAsync($"{Feed}?from=1000&wait_ms=60000");
        await server.Store.ReadOnceAsync();
        await server.Server.DisposeAsync();

        Assert.Equal((HttpStatusCode.OK, string.Empty), await following);
    }

    [Fact]
    public async Task A_study_that_nobody_works_on_is_followed_from_the_store()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        var plan = Plans.Of("old", 1);
        var writer = await server.Store.TakeOverAsync("old", default);
        var changed = plan.Definition with { Source = "changed" };
        StudyEvent[] events =
        [
            new StudyEvent.Created(plan.Definition, server.Time.GetUtcNow()),
            new StudyEvent.Redefined(changed, server.Time.GetUtcNow()),
        ];
        await server.Store.AppendAsync(writer, events, default);

        var (_, read) = await ReadAsync(server, "/v1/studies/old/events");
        using var response = await server.Client.GetAsync(new Uri("/v1/studies/old", UriKind.Relative));

        Assert.Equal<StudyEvent>(events, read);
        Assert.Equal(changed, Assert.IsType<WireMessage.StudyDescription>(await TestServer.ReadAsync(response)).Definition);
    }

    [Fact]
    public async Task A_study_is_described()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Client.GetAsync(new Uri("/v1/studies/tests", UriKind.Relative));

        Assert.Equal(
            Plans.Of(TestServer.Study, 2).Definition,
            Assert.IsType<WireMessage.StudyDescription>(await TestServer.ReadAsync(response)).Definition);
    }

    [Theory]
    [InlineData("/v1/studies/other")]
    [InlineData("/v1/studies/other/events")]
    [InlineData("/v1/studies/other/events?from=5&wait_ms=60000")]
    [InlineData("/v1/studies/%0a%20")]
    public async Task An_unknown_study_is_refused_with_404(string path)
    {
        await using var server = await TestServer.StartAsync();

        await server.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, path);

        Assert.Equal(1, server.Board.Counters["refused.unknown-study"]);
    }

    [Theory]
    [InlineData("from=-1")]
    [InlineData("from=1.5")]
    [InlineData("from=x")]
    [InlineData("from=")]
    [InlineData("from=9223372036854775808")]
    [InlineData("from=1&from=2")]
    [InlineData("wait_ms=60001")]
    [InlineData("wait_ms=-1")]
    public async Task A_wrong_parameter_is_refused_with_400(string query)
    {
        await using var server = await TestServer.StartAsync();

        var lines = await server.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Get, $"{Feed}?{query}");

        Assert.Contains("expected a whole number", Assert.Single(lines), StringComparison.Ordinal);
    }

    private static async Task<(long From, List<StudyEvent> Events)> ReadAsync(TestServer server, string path)
    {
        using var response = await server.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        long? from = null;
        var events = new List<StudyEvent>();
        foreach (var line in text.Split('\n')[..^1])
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            from ??= root.GetProperty("version").GetInt64();
            Assert.Equal(from + events.Count, root.GetProperty("version").GetInt64());
            events.Add(StudyEventJson.Decode(
                root.GetProperty("kind").GetString()!, Encoding.UTF8.GetBytes(root.GetProperty("body").GetRawText())));
        }

        return (from!.Value, events);
    }
}
