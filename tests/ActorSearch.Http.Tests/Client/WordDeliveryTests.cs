using System.Collections.Concurrent;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Client;
using ActorSearch.Http.Tests.Client.Doubles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Tests.Client;

public class WordDeliveryTests
{
    /// <summary>All that can become of a request; the first is that all is well.</summary>
    private static readonly Func<HttpContext, WireMessage, Task>[] Fates =
    [
        (context, message) => FakeCoordinator.AnswerAsync(context, FakeCoordinator.Acknowledge(message)),
        (context, _) => Abort(context),
        (context, _) => FakeCoordinator.AnswerAsync(context, new WireMessage.Unavailable("the disk is full"), 503),
        (context, _) => Status(context, 500),
        (context, _) => Status(context, 502),
        (context, _) => FakeCoordinator.SendAsync(context, "acknowledged", "{\"study\":"u8.ToArray()),
        (context, _) => FakeCoordinator.SendAsync(context, "acknowledged", new byte[1_000_000]),
        (context, _) => FakeCoordinator.SendAsync(context, "no-such-message", "{}"u8.ToArray()),
        (context, _) => FakeCoordinator.AnswerAsync(context, new WireMessage.NothingNow()),
        (context, _) => FakeCoordinator.AnswerAsync(context, new WireMessage.Acknowledged("another-study", Trials.Id(0), 1, default, false)),
        (context, _) => FakeCoordinator.AnswerAsync(context, new WireMessage.Refused(["the token is wrong"]), 401),
        CloseHalfwayAsync,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Words_arrive_in_their_order_and_are_answered_once_whatever_becomes_of_the_requests(int seed)
    {
        await using var fixture = await LinkFixture.StartAsync();
        var random = new Random(seed);
        var answered = new ConcurrentQueue<int>();
        fixture.Coordinator.OnMessage = (context, message) =>
        {
            int fate;
            lock (random)
            {
                fate = random.Next(2) == 0 ? 0 : random.Next(Fates.Length);
            }

            if (fate == 0)
            {
                answered.Enqueue(((WireMessage.ReportEpoch)message).Metrics.Epoch);
            }

            return Fates[fate](context, message);
        };
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");

        for (var epoch = 1; epoch <= 60; epoch++)
        {
            await line.TellAsync(worker.Says(new StudyCommand.ReportEpoch(Trials.Id(0), Attempt: 1, Trials.Epoch(epoch))));
        }

        for (var epoch = 1; epoch <= 60; epoch++)
        {
            await worker.NextAsync<StudyReply.Acknowledged>();
        }

        Assert.Equal(Enumerable.Range(1, 60), answered);
        var heard = fixture.Coordinator.Heard.Cast<WireMessage.ReportEpoch>().Select(r => r.Metrics.Epoch).ToList();
        Assert.Equal(heard.Order(), heard);
        Assert.True(heard.Count > 60, "no request failed");
        Assert.Equal(60, worker.Had.Length);
    }

    [Fact]
    public async Task A_result_whose_answer_is_lost_is_told_again()
    {
        await using var fixture = await LinkFixture.StartAsync();
        var requests = 0;
        fixture.Coordinator.OnMessage = (context, message) => Interlocked.Increment(ref requests) == 1
            ? Abort(context)
            : FakeCoordinator.AnswerAsync(context, new WireMessage.Acknowledged(
                Trials.Study, Trials.Id(0), 1, Acknowledgement.AlreadyRecorded, EndsAttempt: true));
        var worker = new TestWorker("w");

        await fixture.Link.For("w").TellAsync(worker.Says(new StudyCommand.Finish(Trials.Id(0), 1, Trials.Result())));
        var answer = await worker.NextAsync<StudyReply.Acknowledged>();

        Assert.Equal(new StudyReply.Acknowledged(Trials.Id(0), 1, Acknowledgement.AlreadyRecorded, EndsAttempt: true), answer);
        Assert.Equal(2, fixture.Coordinator.Heard.OfType<WireMessage.Finish>().Count());
        Assert.Single(fixture.Coordinator.Heard.Distinct());
    }

    [Fact]
    public async Task A_request_that_is_not_answered_in_time_is_given_up_and_made_again()
    {
        await using var fixture = await LinkFixture.StartAsync(LinkFixture.Quick with { RequestTimeout = TimeSpan.FromSeconds(0.3) });
        var requests = 0;
        fixture.Coordinator.OnMessage = (context, message) => Interlocked.Increment(ref requests) == 1
            ? FakeCoordinator.HoldAsync(context)
            : FakeCoordinator.AnswerAsync(context, FakeCoordinator.Acknowledge(message));
        var worker = new TestWorker("w");

        await fixture.Link.For("w").TellAsync(worker.Says(new StudyCommand.Finish(Trials.Id(0), 1, Trials.Result())));

        await worker.NextAsync<StudyReply.Acknowledged>();
        Assert.Contains("no answer within 0.3 s", Assert.Single(fixture.Log.Of(LogLevel.Warning)), StringComparison.Ordinal);
        Assert.Contains("answers again", Assert.Single(fixture.Log.Of(LogLevel.Information)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task A_result_that_is_refused_is_logged_told_as_a_failure_and_stale_to_the_worker(int status)
    {
        await using var fixture = await LinkFixture.StartAsync();
        fixture.Coordinator.OnMessage = (context, message) => message is WireMessage.Finish
            ? FakeCoordinator.RefuseAsync(context, status, "seconds: expected 0 or more")
            : FakeCoordinator.AnswerAsync(context, FakeCoordinator.Acknowledge(message));
        var worker = new TestWorker("w");

        await fixture.Link.For("w").TellAsync(worker.Says(new StudyCommand.Finish(Trials.Id(0), 1, Trials.Result())));
        var answer = await worker.NextAsync<StudyReply.Acknowledged>();

        Assert.Equal(new StudyReply.Acknowledged(Trials.Id(0), 1, Acknowledgement.Stale, EndsAttempt: true), answer);
        Assert.Contains("seconds: expected 0 or more", Assert.Single(fixture.Log.Of(LogLevel.Error)), StringComparison.Ordinal);
        var failure = Assert.Single(fixture.Coordinator.Heard.OfType<WireMessage.Fail>());
        Assert.Contains("seconds: expected 0 or more", failure.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_the_wire_does_not_carry_is_told_as_a_failure()
    {
        await using var fixture = await LinkFixture.StartAsync();
        var worker = new TestWorker("w");

        await fixture.Link.For("w").TellAsync(worker.Says(new StudyCommand.Finish(Trials.Id(0), 1, Trials.Result(seconds: -1))));

        Assert.Equal(Acknowledgement.Stale, (await worker.NextAsync<StudyReply.Acknowledged>()).Word);
        Assert.IsType<WireMessage.Fail>(Assert.Single(fixture.Coordinator.Heard));
    }

    [Fact]
    public async Task A_word_on_a_study_that_the_coordinator_does_not_know_is_stale_and_said_once()
    {
        await using var fixture = await LinkFixture.StartAsync();
        fixture.Coordinator.OnMessage = (context, _) => FakeCoordinator.RefuseAsync(context, 404, "there is no study tests");
        var worker = new TestWorker("w");

        await fixture.Link.For("w").TellAsync(worker.Says(new StudyCommand.ReportEpoch(Trials.Id(0), 1, Trials.Epoch(1))));
        var answer = await worker.NextAsync<StudyReply.Acknowledged>();

        Assert.Equal(new StudyReply.Acknowledged(Trials.Id(0), 1, Acknowledgement.Stale, EndsAttempt: false), answer);
        Assert.Single(fixture.Coordinator.Heard);
    }

    [Fact]
    public async Task A_renewal_does_not_wait_behind_a_result_that_a_failing_store_does_not_take()
    {
        await using var fixture = await LinkFixture.StartAsync();
        fixture.Coordinator.OnMessage = (context, message) => message is WireMessage.Finish
            ? FakeCoordinator.AnswerAsync(context, new WireMessage.Unavailable("the disk is full"), 503)
            : FakeCoordinator.AnswerAsync(context, FakeCoordinator.Acknowledge(message));
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");

        await line.TellAsync(worker.Says(new StudyCommand.Finish(Trials.Id(0), 1, Trials.Result())));
        await fixture.Coordinator.HasHeardAsync<WireMessage.Finish>();
        await line.TellAsync(worker.Says(new StudyCommand.Renew(Trials.Id(1), 1)));
        var answer = await worker.NextAsync<StudyReply.Acknowledged>();

        Assert.Equal(Trials.Id(1), answer.Trial);
    }

    [Fact]
    public async Task Of_renewals_that_wait_only_the_newest_is_sent()
    {
        await using var fixture = await LinkFixture.StartAsync();
        var letGo = new TaskCompletionSource();
        fixture.Coordinator.OnMessage = async (context, message) =>
        {
            await letGo.Task;
            await FakeCoordinator.AnswerAsync(context, FakeCoordinator.Acknowledge(message));
        };
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");

        await line.TellAsync(worker.Says(new StudyCommand.Renew(Trials.Id(0), 1)));
        await fixture.Coordinator.HasHeardAsync<WireMessage.Renew>();
        for (var attempt = 2; attempt <= 9; attempt++)
        {
            await line.TellAsync(worker.Says(new StudyCommand.Renew(Trials.Id(0), attempt)));
        }

        letGo.SetResult();
        await worker.NextAsync();
        await worker.NextAsync();

        Assert.Equal([1, 9], fixture.Coordinator.Heard.Cast<WireMessage.Renew>().Select(r => r.Attempt));
    }

    [Fact]
    public async Task A_renewal_that_failed_is_forgotten_once_the_end_of_its_attempt_is_told()
    {
        await using var fixture = await LinkFixture.StartAsync();
        var isWell = false;
        fixture.Coordinator.OnMessage = (context, message) => isWell
            ? FakeCoordinator.AnswerAsync(context, FakeCoordinator.Acknowledge(message))
            : Abort(context);
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");
        await line.TellAsync(worker.Says(new StudyCommand.Renew(Trials.Id(0), 1)));
        await fixture.Coordinator.HasHeardAsync<WireMessage.Renew>(count: 3);

        await line.TellAsync(worker.Says(new StudyCommand.Finish(Trials.Id(0), 1, Trials.Result())));
        await fixture.Coordinator.HasHeardAsync<WireMessage.Finish>(count: 20);
        var renewals = fixture.Coordinator.Heard.OfType<WireMessage.Renew>().Count();
        await fixture.Coordinator.HasHeardAsync<WireMessage.Finish>(count: 30);
        isWell = true;

        Assert.True((await worker.NextAsync<StudyReply.Acknowledged>()).EndsAttempt);
        Assert.Equal(renewals, fixture.Coordinator.Heard.OfType<WireMessage.Renew>().Count());
    }

    [Fact]
    public async Task A_token_that_is_replaced_in_its_file_is_taken_up_and_its_refusal_is_logged_once()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "old\n");
            await using var fixture = await LinkFixture.StartAsync(token: BearerToken.FromFile(file, out _));
            fixture.Coordinator.OnMessage = (context, message) => context.Request.Headers.Authorization == "Bearer new"
                ? FakeCoordinator.AnswerAsync(context, FakeCoordinator.Acknowledge(message))
                : FakeCoordinator.RefuseAsync(context, 401, "the token is wrong");
            var worker = new TestWorker("w");

            await fixture.Link.For("w").TellAsync(worker.Says(new StudyCommand.Finish(Trials.Id(0), 1, Trials.Result())));
            await fixture.Coordinator.HasHeardAsync<WireMessage.Finish>(count: 5);
            Assert.Empty(worker.Had);
            await File.WriteAllTextAsync(file, "new\n");

            Assert.Equal(Acknowledgement.Recorded, (await worker.NextAsync<StudyReply.Acknowledged>()).Word);
            Assert.Contains("the token is wrong", Assert.Single(fixture.Log.Of(LogLevel.Warning)), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task What_a_coordinator_did_not_take_before_it_was_stopped_it_hears_after_it_is_started_again()
    {
        await using var fixture = await LinkFixture.StartAsync();
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");
        await line.TellAsync(worker.Says(new StudyCommand.ReportEpoch(Trials.Id(0), 1, Trials.Epoch(1))));
        await worker.NextAsync();

        await fixture.Coordinator.StopAsync();
        await line.TellAsync(worker.Says(new StudyCommand.ReportEpoch(Trials.Id(0), 1, Trials.Epoch(2))));
        await line.TellAsync(worker.Says(new StudyCommand.Finish(Trials.Id(0), 1, Trials.Result())));
        await fixture.Log.HasAsync(LogLevel.Warning);
        await fixture.Coordinator.StartAgainAsync();

        Assert.False((await worker.NextAsync<StudyReply.Acknowledged>()).EndsAttempt);
        Assert.True((await worker.NextAsync<StudyReply.Acknowledged>()).EndsAttempt);
    }

    [Fact]
    public async Task After_a_network_failed_one_silent_connection_is_waited_for_and_not_each()
    {
        await using var coordinator = await FakeCoordinator.StartAsync();
        await using var network = new FreezingProxy(coordinator.Port);
        await using var fixture = await LinkFixture.StartAsync(
            LinkFixture.Quick with { RequestTimeout = TimeSpan.FromSeconds(3) }, coordinator: coordinator, url: network.Url);
        var everybody = new TaskCompletionSource();
        coordinator.OnMessage = async (context, message) =>
        {
            await everybody.Task;
            await FakeCoordinator.AnswerAsync(context, FakeCoordinator.Acknowledge(message));
        };
        var workers = Enumerable.Range(0, 8).Select(i => new TestWorker($"w{i}")).ToList();
        foreach (var worker in workers)
        {
            await fixture.Link.For(worker.Name).TellAsync(worker.Says(new StudyCommand.ReportEpoch(Trials.Id(0), 1, Trials.Epoch(1))));
        }

        await coordinator.HasHeardAsync<WireMessage.ReportEpoch>(count: 8);
        everybody.SetResult();
        foreach (var worker in workers)
        {
            await worker.NextAsync();
        }

        network.Freeze();
        await fixture.Link.For("w0").TellAsync(workers[0].Says(new StudyCommand.Finish(Trials.Id(0), 1, Trials.Result())));

        Assert.True((await workers[0].NextAsync<StudyReply.Acknowledged>()).EndsAttempt);
        Assert.True(network.Connections > 8);
        Assert.Equal(1, network.FrozenInUse);
    }

    [Fact]
    public async Task A_nodes_report_is_lost_where_nobody_hears_it_and_the_newest_is_told_after()
    {
        await using var fixture = await LinkFixture.StartAsync();
        var letGo = new TaskCompletionSource();
        fixture.Coordinator.OnMessage = async (context, _) =>
        {
            await letGo.Task;
            await Abort(context);
        };

        fixture.Link.Tell(Node("first"));
        await fixture.Coordinator.HasHeardAsync<WireMessage.NodeReport>();
        fixture.Link.Tell(Node("second"));
        fixture.Link.Tell(Node("third"));
        letGo.SetResult();
        await fixture.Coordinator.HasHeardAsync<WireMessage.NodeReport>(count: 2);

        Assert.Equal(["first", "third"], fixture.Coordinator.Heard.Cast<WireMessage.NodeReport>().Select(r => r.Node.Name));
    }

    [Fact]
    public async Task A_nodes_last_report_is_told_before_the_link_ends()
    {
        await using var fixture = await LinkFixture.StartAsync(LinkFixture.Quick with { LastReportTimeout = TimeSpan.FromMinutes(1) });

        fixture.Link.Tell(Node("gone"));
        await fixture.Link.DisposeAsync();

        Assert.Equal("gone", Assert.IsType<WireMessage.NodeReport>(Assert.Single(fixture.Coordinator.Heard)).Node.Name);
    }

    [Fact]
    public async Task A_link_ends_though_nobody_hears_its_nodes_last_report()
    {
        await using var fixture = await LinkFixture.StartAsync(LinkFixture.Quick with { LastReportTimeout = TimeSpan.FromMilliseconds(20) });
        fixture.Coordinator.OnMessage = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);

        fixture.Link.Tell(Node("gone"));

        await fixture.Link.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
    }

    private static NodeState Node(string name) => new(name, "1", Devices: [], Workers: []);

    private static Task Abort(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("<html>something went wrong</html>");
    }

    private static async Task CloseHalfwayAsync(HttpContext context, WireMessage message)
    {
        var body = WireCodec.Encode(FakeCoordinator.Acknowledge(message));
        context.Response.Headers["ActorSearch-Manifest"] = "acknowledged";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
