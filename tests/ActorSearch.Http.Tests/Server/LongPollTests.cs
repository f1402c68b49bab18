using System.Net;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;

namespace ActorSearch.Http.Tests.Server;

public sealed class LongPollTests
{
    private const int Minute = 60_000;

    [Fact]
    public async Task A_claim_that_finds_nothing_is_answered_nothing_now_after_its_wait()
    {
        await using var server = await TestServer.StartAsync(trials: 0);

        var claiming = server.AskAsync<WireMessage.NothingNow>(TestServer.ClaimOf("w", waitMs: 20_000));
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>();
        server.Time.Advance(TimeSpan.FromMilliseconds(19_999));
        var early = claiming.IsCompleted || server.Coordinator.ToldAsync<CoordinatorMessage.Withdraw>().IsCompleted;
        server.Time.Advance(TimeSpan.FromMilliseconds(1));
        await claiming;

        Assert.False(early);
        await server.Coordinator.ToldAsync<CoordinatorMessage.Withdraw>();
    }

    [Fact]
    public async Task A_claim_that_does_not_wait_is_answered_at_once()
    {
        await using var server = await TestServer.StartAsync(trials: 0);

        await server.AskAsync<WireMessage.NothingNow>(TestServer.ClaimOf("w", waitMs: 0));
    }

    [Fact]
    public async Task A_claim_that_waits_is_granted_when_work_comes()
    {
        await using var server = await TestServer.StartAsync(trials: 0);

        var claiming = server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w", Minute));
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>();
        await server.AskAsync<WireMessage.Submitted>(new WireMessage.Submit("new 1", "new.yaml", Resume: false, Extend: false));

        Assert.Equal("new", (await claiming).Study);
    }

    [Fact]
    public async Task A_claim_that_waits_is_answered_at_once_when_its_worker_withdraws_it()
    {
        await using var server = await TestServer.StartAsync(trials: 0);

        var claiming = server.AskAsync<WireMessage.NothingNow>(TestServer.ClaimOf("w", Minute));
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>();
        await server.AskAsync<WireMessage.NothingNow>(new WireMessage.Withdraw("another"));
        var othersLeftIt = !claiming.IsCompleted;
        await server.AskAsync<WireMessage.NothingNow>(new WireMessage.Withdraw("w"));
        await claiming;

        Assert.True(othersLeftIt);
    }

    [Fact]
    public async Task Of_two_claims_of_a_worker_the_later_one_counts()
    {
        await using var server = await TestServer.StartAsync(trials: 0);

        var first = server.AskAsync<WireMessage.NothingNow>(TestServer.ClaimOf("w", Minute));
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>();
        var second = server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w", Minute));
        await first;
        await server.AskAsync<WireMessage.Submitted>(new WireMessage.Submit("new 2", "new.yaml", Resume: false, Extend: false));

        Assert.Single((await second).Leases);
        Assert.Single(server.Store.EventsOf("new").OfType<StudyEvent.Leased>());
    }

    [Fact]
    public async Task A_claim_whose_worker_is_gone_is_withdrawn_and_takes_no_trial()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        using var gone = new CancellationTokenSource();

        var claiming = server.SayAsync(TestServer.ClaimOf("w", Minute), gone.Token);
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => claiming);
        await server.Coordinator.ToldAsync<CoordinatorMessage.Withdraw>();
        await server.AskAsync<WireMessage.Submitted>(new WireMessage.Submit("new 1", "new.yaml", Resume: false, Extend: false));

        Assert.Equal("new", (await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("other"))).Study);
    }

    [Fact]
    public async Task A_withdrawal_of_one_request_leaves_the_workers_next_claim_alone()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        using var gone = new CancellationTokenSource();
        var held = new TaskCompletionSource();
        server.Coordinator.Before = m => m is CoordinatorMessage.Withdraw ? held.Task : Task.CompletedTask;

        var first = server.SayAsync(TestServer.ClaimOf("w", Minute), gone.Token);
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w", Minute));
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>(2);
        held.SetResult();
        await server.Coordinator.ToldAsync<CoordinatorMessage.Withdraw>();
        await server.AskAsync<WireMessage.Submitted>(new WireMessage.Submit("new 1", "new.yaml", Resume: false, Extend: false));

        Assert.Single((await second).Leases);
    }

    [Fact]
    public async Task A_grant_that_crosses_the_withdrawal_counts()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        var withdrawing = new TaskCompletionSource();
        var held = new TaskCompletionSource();
        server.Coordinator.Before = m =>
        {
            if (m is not CoordinatorMessage.Withdraw)
            {
                return Task.CompletedTask;
            }

            withdrawing.TrySetResult();
            return held.Task;
        };

        var claiming = server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w", waitMs: 1000));
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await withdrawing.Task;
        await server.AskAsync<WireMessage.Submitted>(new WireMessage.Submit("new 1", "new.yaml", Resume: false, Extend: false));
        held.SetResult();

        Assert.Equal("new", (await claiming).Study);
    }

    [Fact]
    public async Task A_grant_that_was_never_heard_is_given_again_at_the_next_claim()
    {
        await using var server = await TestServer.StartAsync(trials: 2);

        var lost = await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w"));
        var again = await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w"));

        Assert.Equal(lost.Leases.Single().Plan.Id, again.Leases.Single().Plan.Id);
        Assert.Equal(1, again.Leases.Single().Attempt);
    }

    [Fact]
    public async Task A_claim_that_a_stopped_coordinator_took_is_unavailable_a_bound_after_its_wait()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        server.Coordinator.Loses = _ => true;

        var claiming = server.SayAsync(TestServer.ClaimOf("w", waitMs: 1000));
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>();
        await server.AdvanceUntilAsync(claiming);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await claiming).Status);
    }

    [Fact]
    public async Task Five_hundred_workers_wait_at_a_time_and_each_has_its_own_answer()
    {
        const int workers = 500;
        await using var server = await TestServer.StartAsync(trials: 0);

        var claiming = Enumerable.Range(0, workers)
            .Select(i => server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf($"node/{i}~1", Minute))).ToArray();
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>(workers);
        await server.AskAsync<WireMessage.Submitted>(new WireMessage.Submit($"new {workers}", "new.yaml", Resume: false, Extend: false));
        var granted = await Task.WhenAll(claiming);

        var leased = server.Store.EventsOf("new").OfType<StudyEvent.Leased>().ToDictionary(e => e.Worker, e => e.Trial);
        Assert.Equal(
            Enumerable.Range(0, workers).Select(i => leased[$"node/{i}~1"]), granted.Select(g => Assert.Single(g.Leases).Plan.Id));
    }

    [Fact]
    public async Task A_server_that_ends_answers_the_claims_that_wait_and_turns_new_requests_away()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        var answering = new TaskCompletionSource();
        server.Coordinator.Before = async m =>
        {
            if (m is CoordinatorMessage.Withdraw)
            {
                await answering.Task;
            }
        };
        var waiting = server.AskAsync<WireMessage.NothingNow>(TestServer.ClaimOf("w", Minute));
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>();
        using var idle = new HttpClient { BaseAddress = server.Server.Address };

        var ending = server.Server.DisposeAsync().AsTask();
        answering.SetResult();
        await waiting;
        await ending.WaitAsync(TestServer.Patience);

        await Assert.ThrowsAsync<HttpRequestException>(() => idle.GetAsync(new Uri("/health", UriKind.Relative)));
    }

    [Fact]
    public async Task A_server_that_ends_does_not_wait_for_a_coordinator_that_says_nothing()
    {
        await using var server = await TestServer.StartAsync(trials: 0, TestServer.Plain with { StopWithin = TimeSpan.FromMilliseconds(200) });
        server.Coordinator.Loses = _ => true;
        var waiting = server.SayAsync(TestServer.ClaimOf("w", Minute));
        await server.Coordinator.ToldAsync<CoordinatorMessage.Claim>();

        await server.Server.DisposeAsync().AsTask().WaitAsync(TestServer.Patience);

        await Assert.ThrowsAsync<HttpRequestException>(() => waiting);
    }
}
