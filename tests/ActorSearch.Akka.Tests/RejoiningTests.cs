using ActorSearch.Akka.Tests.Doubles;
using ActorSearch.Core.Clusters;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Http.Tests.Client.Doubles;
using static ActorSearch.Akka.Tests.Doubles.Asking;

namespace ActorSearch.Akka.Tests;

/// <summary>Whatever is lost, comes back by itself.</summary>
public sealed class RejoiningTests
{
    [Fact]
    public async Task A_worker_that_the_cluster_gave_up_joins_it_again_in_the_same_process()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        var before = worker.Node;

        before.Cluster.Down(before.Cluster.SelfAddress);
        await before.System.WhenTerminated.WaitAsync(Patience.Limit);

        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        Assert.NotSame(before, worker.Node);
        Assert.Equal(1, coordinator.Begun);
    }

    [Fact]
    public async Task A_worker_that_the_coordinator_took_out_joins_again()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        var before = worker.Node;

        coordinator.Member.Node.Cluster.Down(before.Cluster.SelfAddress);
        await before.GivenUp.WaitAsync(Patience.Limit);

        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        Assert.NotSame(before, worker.Node);
    }

    [Fact]
    public async Task A_worker_whose_actor_system_ended_begins_anew()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));

        await worker.Node.System.Terminate().WaitAsync(Patience.Limit);

        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
    }

    [Fact]
    public async Task Workers_come_back_to_a_coordinator_that_died_and_began_anew_at_its_address()
    {
        var first = await TestCoordinator.StartAsync();
        await using var one = await first.WorkerAsync();
        await using var other = await first.WorkerAsync();
        var granted = await one.UntilAnsweredAsync<WireMessage.Granted>(ClaimOf("w"));
        await other.UntilAnsweredAsync(new WireMessage.Withdraw("v"));

        // Without a word to anybody, as where its process is killed.
        var (port, store) = (first.Address.Port, first.Store);
        await first.DieAsync();
        await using var second = await TestCoordinator.StartAsync(port, setUp: new TestCoordinator { Store = store });

        await other.UntilAnsweredAsync(new WireMessage.Withdraw("v"));
        var acknowledged = await one.UntilAnsweredAsync<WireMessage.Acknowledged>(FinishOf("w", granted.Study, granted.Leases[0]));
        Assert.Equal(Core.Studies.Acknowledgement.Recorded, acknowledged.Word);
    }

    [Fact]
    public async Task A_coordinator_that_its_cluster_gave_up_begins_anew_at_its_address()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        var (before, work, address) = (coordinator.Member.Node, coordinator.Work, coordinator.Address);

        before.Cluster.Down(before.Cluster.SelfAddress);
        await coordinator.HasBegunAsync(times: 2);

        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        Assert.True(work.IsDisposed);
        Assert.Equal(address, coordinator.Address);
    }

    [Fact]
    public async Task A_question_that_waits_for_its_answer_does_not_outwait_a_coordinator_that_is_lost()
    {
        var coordinator = await TestCoordinator.StartAsync(setUp: new TestCoordinator { Plan = Trials.Of(1) });
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync<WireMessage.Granted>(ClaimOf("another"));
        var asking = worker.AskAsync(ClaimOf("w", 60_000), TimeSpan.FromMinutes(10), CancellationToken.None);
        await coordinator.Work.Coordinator.ToldAsync<ActorSearch.Coordination.Coordinators.CoordinatorMessage.Claim>(2);

        await coordinator.DieAsync();

        // A last answer, that there is nothing, may come before the end.
        await Task.WhenAny(asking).WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task A_second_coordinator_takes_up_the_work_when_the_first_leaves()
    {
        await using var first = await TestCoordinator.StartAsync();
        await using var second = new TestCoordinator { Store = first.Store };
        await second.JoinAsync(new ClusterOptions(new NodeAddress("127.0.0.1", 0), [first.Address]));
        await using var worker = await first.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        await second.IsUpAsync();

        await first.DisposeAsync();

        await second.HasBegunAsync();
        Assert.True(first.Work.IsDisposed);
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        Assert.Equal(second.Address.ToString(), worker.Coordinator);
        Assert.Equal((1, 1), (first.Begun, second.Begun));
    }

    [Fact]
    public async Task What_keeps_the_work_from_beginning_is_told_to_its_program()
    {
        await using var coordinator = await TestCoordinator.StartAsync(
            setUp: new TestCoordinator { Before = _ => throw new InvalidOperationException("the store is another's") });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => coordinator.Member.Completion.WaitAsync(Patience.Limit));

        Assert.Equal("the store is another's", failure.Message);
    }

    [Fact]
    public async Task The_end_of_the_work_is_told_to_its_program()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await coordinator.HasBegunAsync();

        coordinator.Work.Ending.SetException(new InvalidOperationException("out of ideas"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => coordinator.Member.Completion.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task A_worker_leaves_although_there_is_no_coordinator_to_take_leave_of()
    {
        var coordinator = await TestCoordinator.StartAsync();
        var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        var system = worker.Node.System;
        await coordinator.DieAsync();

        await worker.DisposeAsync();

        await system.WhenTerminated.WaitAsync(Patience.Limit);
    }
}
