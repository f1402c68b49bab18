using System.Net;
using System.Text;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Http.Tests.Server.Doubles;

namespace ActorSearch.Http.Tests.Server;

public sealed class MessageTests
{
    private const string Worker = "gpu-a/0~3f9a12";

    [Fact]
    public async Task A_claim_is_granted_a_trial_with_the_time_it_may_be_silent()
    {
        await using var server = await TestServer.StartAsync();

        var granted = await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf(Worker));

        var leased = Assert.Single(server.Store.EventsOf(TestServer.Study).OfType<StudyEvent.Leased>());
        Assert.Equal(TestServer.Study, granted.Study);
        Assert.Equal(60_000, granted.LeaseMs);
        Assert.Equal((leased.Trial, leased.Attempt), (Assert.Single(granted.Leases).Plan.Id, granted.Leases[0].Attempt));
        Assert.Equal(Worker, leased.Worker);
    }

    [Fact]
    public async Task All_that_a_claim_says_reaches_the_coordinator()
    {
        await using var server = await TestServer.StartAsync(trials: 3);
        var first = (await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf(Worker, capacity: 2))).Leases;
        Assert.Equal(2, first.Length);

        var again = (await server.AskAsync<WireMessage.Granted>(
            TestServer.ClaimOf(Worker, capacity: 2) with { Holding = [new HeldTrial(first[0].Plan.Id, 1)] })).Leases;
        var nothing = TestServer.ClaimOf("other/0~1");

        Assert.Equal(first[1].Plan.Id, Assert.Single(again).Plan.Id);
        await server.AskAsync<WireMessage.NothingNow>(nothing with { MemoryBytes = 1 });
        await server.AskAsync<WireMessage.NothingNow>(nothing with { UnableFor = [TestServer.Study] });
        await server.AskAsync<WireMessage.Granted>(nothing);
    }

    [Fact]
    public async Task What_a_worker_says_of_an_attempt_is_recorded_and_acknowledged()
    {
        await using var server = await TestServer.StartAsync(trials: 4);
        var leases = (await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf(Worker, capacity: 4))).Leases;
        WireMessage[] words =
        [
            new WireMessage.Renew(Worker, TestServer.Study, leases[0].Plan.Id, 1),
            new WireMessage.ReportEpoch(Worker, TestServer.Study, leases[0].Plan.Id, 1, Plans.Epoch),
            new WireMessage.Finish(Worker, TestServer.Study, leases[0].Plan.Id, 1, Plans.Result),
            new WireMessage.Fail(Worker, TestServer.Study, leases[1].Plan.Id, 1, "it broke"),
            new WireMessage.HandBack(Worker, TestServer.Study, leases[2].Plan.Id, 1, "leaving"),
            new WireMessage.RunOutOfMemory(Worker, TestServer.Study, leases[3].Plan.Id, 1, Neighbours: 5, "no memory"),
        ];
        TrialLease[] of = [leases[0], leases[0], leases[0], leases[1], leases[2], leases[3]];

        for (var i = 0; i < words.Length; i++)
        {
            var word = await server.AskAsync<WireMessage.Acknowledged>(words[i]);
            Assert.Equal(
                new WireMessage.Acknowledged(TestServer.Study, of[i].Plan.Id, 1, Acknowledgement.Recorded, EndsAttempt: i >= 2), word);
        }

        var events = server.Store.EventsOf(TestServer.Study);
        Assert.Single(events.OfType<StudyEvent.Renewed>());
        Assert.Equal(Plans.Epoch, Assert.Single(events.OfType<StudyEvent.EpochReported>()).Metrics);
        Assert.Equal(Plans.Result, Assert.Single(events.OfType<StudyEvent.Finished>()).Result);
        Assert.Equal(
            [(AttemptEnd.Failed, "it broke", null), (AttemptEnd.HandedBack, "leaving", null), (AttemptEnd.OutOfMemory, "no memory", 2)],
            events.OfType<StudyEvent.AttemptEnded>().Select(e => (e.End, e.Reason, e.MaxNeighbours)));
    }

    [Fact]
    public async Task A_word_that_comes_too_late_is_answered_stale_and_counted()
    {
        await using var server = await TestServer.StartAsync();
        var lease = (await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf(Worker))).Leases.Single();

        var word = await server.AskAsync<WireMessage.Acknowledged>(
            new WireMessage.Finish(Worker, TestServer.Study, lease.Plan.Id, Attempt: 2, Plans.Result));
        var unknown = await server.AskAsync<WireMessage.Acknowledged>(
            new WireMessage.Renew(Worker, "no-such-study", lease.Plan.Id, Attempt: 1));

        Assert.Equal((Acknowledgement.Stale, Acknowledgement.Stale), (word.Word, unknown.Word));
        Assert.Equal(2, (await server.StatusAsync()).Counters["stale"]);
    }

    [Fact]
    public async Task A_node_report_is_noted_and_shown()
    {
        await using var server = await TestServer.StartAsync();
        var node = new NodeState(
            "gpu-a", "1.2.3", [new DeviceState("cuda:0", "A100", 2, 80L << 30, 1L << 30, 0, 7)], [new WorkerState(Worker, "cuda:0", "idle")]);

        await server.AskAsync<WireMessage.Noted>(new WireMessage.NodeReport(node with { Version = "1.0.0" }));
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await server.AskAsync<WireMessage.Noted>(new WireMessage.NodeReport(node));

        var heard = Assert.Single((await server.StatusAsync()).Nodes);
        Assert.Equal(server.Time.GetUtcNow(), heard.At);
        Assert.Equal("1.2.3", heard.State.Version);
        Assert.Equal(node.Devices.AsEnumerable(), heard.State.Devices);
        Assert.Equal(node.Workers.AsEnumerable(), heard.State.Workers);
    }

    [Fact]
    public async Task A_malformed_message_is_refused_and_counted_and_logged()
    {
        await using var server = await TestServer.StartAsync();

        var noJson = await server.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "/v1/claim", "{"u8.ToArray());
        var noName = await server.RefusedAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, "/v1/withdraw", """{"worker":"a b"}"""u8.ToArray());
        await server.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "/v1/renew", []);
        await server.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "/v1/renew");

        Assert.StartsWith("claim: ", Assert.Single(noJson), StringComparison.Ordinal);
        Assert.StartsWith("withdraw: worker: ", Assert.Single(noName), StringComparison.Ordinal);
        Assert.Equal(4, server.Board.Counters["refused.malformed"]);
        Assert.Contains(server.Log.All, l => l.Text.Contains("withdraw: worker: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST", "/v1/no-such-message")]
    [InlineData("POST", "/v1/granted")]
    [InlineData("POST", "/v1/Claim")]
    [InlineData("POST", "/v1/claim/")]
    [InlineData("POST", "/v1")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/v2/status")]
    [InlineData("GET", "/v1/studies/")]
    [InlineData("GET", "/v1/studies/a/b/events")]
    [InlineData("GET", "/v1/studies//events")]
    public async Task What_is_unknown_is_refused_with_404_and_counted(string method, string path)
    {
        await using var server = await TestServer.StartAsync();

        await server.RefusedAsync(HttpStatusCode.NotFound, new HttpMethod(method), path, method == "POST" ? "{}"u8.ToArray() : null);

        Assert.Equal(1, server.Board.Counters["refused.unknown-manifest"]);
    }

    [Theory]
    [InlineData("GET", "/v1/claim")]
    [InlineData("PUT", "/v1/finish")]
    [InlineData("POST", "/v1/status")]
    [InlineData("DELETE", "/v1/studies/tests")]
    [InlineData("POST", "/v1/studies/tests/events")]
    [InlineData("POST", "/health")]
    public async Task A_wrong_method_is_refused_with_405(string method, string path)
    {
        await using var server = await TestServer.StartAsync();

        await server.RefusedAsync(HttpStatusCode.MethodNotAllowed, new HttpMethod(method), path);
    }

    [Fact]
    public async Task A_message_with_one_byte_too_many_is_refused_and_one_with_none_too_many_is_read()
    {
        await using var server = await TestServer.StartAsync();
        var most = WireCodec.MaxBytes("withdraw");
        var body = new byte[most + 1];
        Array.Fill(body, (byte)' ');
        """{"worker":"w"}"""u8.CopyTo(body);

        var lines = await server.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, HttpMethod.Post, "/v1/withdraw", body);
        using var content = new ByteArrayContent(body[..most]);
        using var fits = await server.Client.PostAsync(new Uri("/v1/withdraw", UriKind.Relative), content);

        Assert.Contains($"{most} bytes", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        Assert.Equal(1, server.Board.Counters["refused.too-large"]);
    }

    [Fact]
    public async Task A_message_without_an_announced_length_is_bounded_all_the_same()
    {
        await using var server = await TestServer.StartAsync();
        var chunk = new string(' ', 0x10000);
        var endless = new StringBuilder("POST /v1/withdraw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var i = 0; i < 4; i++)
        {
            endless.Append("10000\r\n").Append(chunk).Append("\r\n");
        }

        var answer = await server.SendRawAsync(Encoding.ASCII.GetBytes(endless.ToString()), endAfter: false, until: "}");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("ActorSearch-Manifest: refused", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_announced_as_too_large_is_refused_before_it_is_sent()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendRawAsync(
            "POST /v1/claim HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000000000000\r\n\r\n"u8.ToArray(), endAfter: false, until: "}");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_a_web_page_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/withdraw")
        {
            Content = new ByteArrayContent(WireCodec.Encode(new WireMessage.Withdraw("w"))),
        };
        request.Headers.Add("Origin", "http://somewhere.example");

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.IsType<WireMessage.Refused>(await TestServer.ReadAsync(response));
    }

    [Fact]
    public async Task A_coordinator_that_says_nothing_makes_it_unavailable_within_a_bound()
    {
        await using var server = await TestServer.StartAsync();
        server.Coordinator.Loses = _ => true;

        var renewing = server.SayAsync(new WireMessage.Renew(Worker, TestServer.Study, TrialId.Parse(new string('0', 32)), 1));
        await server.Coordinator.ToldAsync<CoordinatorMessage.OnAttempt>();
        await server.AdvanceUntilAsync(renewing);
        var (status, message) = await renewing;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("no answer within 10 s", Assert.IsType<WireMessage.Unavailable>(message).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_whose_mailbox_stays_full_makes_it_unavailable_within_a_bound()
    {
        await using var server = await TestServer.StartAsync();
        var full = new TaskCompletionSource();
        var telling = new TaskCompletionSource();
        server.Coordinator.Before = _ =>
        {
            telling.TrySetResult();
            return full.Task;
        };

        var withdrawing = server.SayAsync(new WireMessage.Withdraw(Worker));
        await telling.Task;
        await server.AdvanceUntilAsync(withdrawing);
        full.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await withdrawing).Status);
    }
}
