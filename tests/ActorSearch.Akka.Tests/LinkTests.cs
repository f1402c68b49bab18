using System.Collections.Immutable;
using ActorSearch.Akka.Tests.Doubles;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Tests.Client.Doubles;
using Microsoft.Extensions.Logging;
using static ActorSearch.Akka.Tests.Doubles.Asking;
using LogLines = ActorSearch.Http.Tests.Server.Doubles.LogLines;

namespace ActorSearch.Akka.Tests;

public sealed class LinkTests
{
    private const int Minute = 60_000;

    [Fact]
    public async Task A_worker_claims_a_trial_of_the_coordinator_and_tells_its_end()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();

        var granted = await worker.UntilAnsweredAsync<WireMessage.Granted>(ClaimOf("w"));
        var acknowledged = await worker.UntilAnsweredAsync<WireMessage.Acknowledged>(FinishOf("w", granted.Study, granted.Leases[0]));

        Assert.Equal(Acknowledgement.Recorded, acknowledged.Word);
        Assert.Single(coordinator.Store.EventsOf(granted.Study).OfType<StudyEvent.Finished>());
        Assert.Equal(coordinator.Address.ToString(), worker.Coordinator);
    }

    [Fact]
    public async Task The_link_of_a_node_works_over_it_to_a_studys_end()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var link = new CoordinatorLink(await coordinator.WorkerAsync(), new LogLines());
        var worker = new TestWorker("w");
        var line = link.For("w");

        for (var trial = 0; trial < coordinator.Plan.Trials.Length; trial++)
        {
            line.TryTell(worker.Claim());
            var lease = Assert.Single((await worker.NextAsync<StudyReply.Granted>()).Leases);
            line.TryTell(worker.Says(new StudyCommand.Finish(lease.Plan.Id, lease.Attempt, Trials.Result())));
            Assert.Equal(Acknowledgement.Recorded, (await worker.NextAsync<StudyReply.Acknowledged>()).Word);
        }

        Assert.Single(coordinator.Store.EventsOf(Trials.Study).OfType<StudyEvent.Completed>());
    }

    [Fact]
    public async Task A_thousand_leases_and_the_largest_claim_get_through()
    {
        await using var coordinator = await TestCoordinator.StartAsync(setUp: new TestCoordinator { Plan = Trials.Of(1000) });
        await using var worker = await coordinator.WorkerAsync();
        var names = Enumerable.Range(0, WireLimits.UnableFor).Select(i => $"{i:D4}".PadRight(WireLimits.NameLength, 'x'));
        var held = coordinator.Plan.Trials.SelectMany(
            t => Enumerable.Range(1, WireLimits.Holding / 1000).Select(a => new HeldTrial(t.Id, a)));
        var large = ClaimOf("w", capacity: WireLimits.Capacity) with { UnableFor = [.. names], Holding = [.. held] };
        Assert.InRange(WireCodec.Encode(large).Length, 600_000, WireCodec.MaxBytes("claim"));

        var granted = await worker.UntilAnsweredAsync<WireMessage.Granted>(large);

        Assert.Equal(1000, granted.Leases.Length);
    }

    [Fact]
    public async Task The_study_of_the_longest_file_gets_through()
    {
        // A million characters, each written as six.
        var plan = Trials.Of(1);
        plan = plan with { Definition = plan.Definition with { Source = new string('\u00e4', 1_000_000) } };
        await using var coordinator = await TestCoordinator.StartAsync(setUp: new TestCoordinator { Plan = plan });
        await using var worker = await coordinator.WorkerAsync();

        var study = await worker.UntilAnsweredAsync<WireMessage.StudyDescription>(new WireMessage.Describe(Trials.Study));

        Assert.Equal(plan.Definition.Source, study.Definition.Source);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_lines()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));

        var refused = await Assert.ThrowsAsync<CoordinatorRefusedException>(
            () => worker.AskAsync(new WireMessage.Describe("another"), Patience.Limit, CancellationToken.None));

        Assert.Equal("the coordinator's store holds no study 'another'", Assert.Single(refused.Lines));
    }

    [Fact]
    public async Task A_message_beyond_the_bounds_of_the_wire_is_not_sent()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();

        await Assert.ThrowsAsync<WireException>(
            () => worker.AskAsync(new WireMessage.Withdraw(new string('w', 1000)), Patience.Limit, CancellationToken.None));
    }

    [Fact]
    public async Task While_the_store_fails_the_coordinator_is_unavailable_and_says_why()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        coordinator.Store.Failure = "the disk is full";

        var failure = await Assert.ThrowsAsync<CoordinatorUnreachableException>(
            () => worker.AskAsync(new WireMessage.Describe("another"), Patience.Limit, CancellationToken.None));

        Assert.Contains("the disk is full", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Until_the_coordinator_has_begun_it_is_unavailable()
    {
        var ready = new TaskCompletionSource();
        await using var coordinator = await TestCoordinator.StartAsync(setUp: new TestCoordinator { Before = ready.Task.WaitAsync });
        await using var worker = await coordinator.WorkerAsync();

        string? why = null;
        while (why?.Contains("has not begun yet", StringComparison.Ordinal) != true)
        {
            why = (await Assert.ThrowsAsync<CoordinatorUnreachableException>(
                () => worker.AskAsync(new WireMessage.Withdraw("w"), TimeSpan.FromSeconds(5), CancellationToken.None))).Message;
        }

        ready.SetResult();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
    }

    [Fact]
    public async Task Without_a_coordinator_a_question_fails_with_the_reason()
    {
        await using var worker = await ClusterChannel.JoinAsync(
            new ClusterOptions(new NodeAddress("127.0.0.1", 0), [new NodeAddress("127.0.0.1", 1)]), new LogLines());

        var failure = await Assert.ThrowsAsync<CoordinatorUnreachableException>(
            () => worker.AskAsync(new WireMessage.Withdraw("w"), TimeSpan.FromMilliseconds(100), CancellationToken.None));

        Assert.Equal("no coordinator in the cluster of 127.0.0.1:1: no seed node has let this node in yet", failure.Message);
    }

    [Fact]
    public async Task A_question_whose_answer_does_not_come_fails_after_its_patience()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        coordinator.Work.Coordinator.Loses = _ => true;

        var failure = await Assert.ThrowsAsync<CoordinatorUnreachableException>(
            () => worker.AskAsync(ClaimOf("w", Minute), TimeSpan.FromMilliseconds(200), CancellationToken.None));

        Assert.Equal($"no coordinator at {coordinator.Address}: no answer within 0.2 s", failure.Message);
    }

    [Fact]
    public async Task A_question_can_be_given_up()
    {
        await using var coordinator = await TestCoordinator.StartAsync(setUp: new TestCoordinator { Plan = Trials.Of(1) });
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync<WireMessage.Granted>(ClaimOf("another"));
        using var stop = new CancellationTokenSource();

        var asking = worker.AskAsync(ClaimOf("w", Minute), Patience.Limit, stop.Token);
        await coordinator.Work.Coordinator.ToldAsync<CoordinatorMessage.Claim>(2);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_claim_of_a_node_that_is_gone_is_withdrawn()
    {
        await using var coordinator = await TestCoordinator.StartAsync(setUp: new TestCoordinator { Plan = Trials.Of(1) });
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync<WireMessage.Granted>(ClaimOf("another"));
        var asking = worker.AskAsync(ClaimOf("w", Minute), Patience.Limit, CancellationToken.None);
        await coordinator.Work.Coordinator.ToldAsync<CoordinatorMessage.Claim>(2);

        await worker.DisposeAsync();

        await coordinator.Work.Coordinator.ToldAsync<CoordinatorMessage.Withdraw>();

        // The answer, that there is nothing, may come before the end.
        await Task.WhenAny(asking).WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task The_log_is_quiet_while_all_is_well()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var log = new LogLines();
        await using (var worker = await coordinator.WorkerAsync(log: log))
        {
            await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        }

        ImmutableArray<string> lines = [.. log.All.Concat(coordinator.Log.All).Where(l => l.Level >= LogLevel.Warning).Select(l => l.Text)];
        Assert.Empty(lines);
        Assert.Contains(coordinator.Log.All, l => l.Level == LogLevel.Information && l.Text.Contains("joins the cluster", StringComparison.Ordinal));
    }
}
