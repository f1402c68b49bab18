using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Links;
using ActorSearch.Coordination.Nodes;
using ActorSearch.Coordination.Tests.Doubles;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Tests.Nodes;

public class WorkerNodeTests
{
    private static readonly TimeSpan Patience = WorkerFixture.Patience;

    private readonly Observer _observer = new();

    [Fact]
    public async Task A_trial_that_runs_out_of_memory_beside_a_neighbour_is_tried_again_alone_and_succeeds()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 6, TimeProvider.System);
        var large = Searches.Plan(6).Trials[0].Id;
        var atWork = 0;
        var besideTheSecondTry = -1;
        using var neighbourIsThere = new ManualResetEventSlim();
        using var ranOut = new ManualResetEventSlim();
        var trainer = new ScriptedTrainer((lease, reports, cancellation) =>
        {
            var beside = Interlocked.Increment(ref atWork) - 1;
            if (lease.Plan.Id != large)
            {
                neighbourIsThere.Set();
                Assert.True(ranOut.Wait(Patience, cancellation));
            }
            else if (lease.Attempt == 1)
            {
                Assert.True(neighbourIsThere.Wait(Patience, cancellation));
                reports.OutOfMemory(lease, "no memory left");
            }
            else
            {
                besideTheSecondTry = beside;
            }

            Interlocked.Decrement(ref atWork);
            if (lease.Plan.Id != large || lease.Attempt > 1)
            {
                reports.Ended(lease, ScriptedTrainer.ResultOf(lease));
            }
            else
            {
                ranOut.Set();
            }
        });

        await Node(new Link(fixture.Coordinator.Ref), trainer, workers: 2).RunAsync(CancellationToken.None).WaitAsync(Patience);

        Assert.Equal(0, besideTheSecondTry);

        // A grant that crosses a neighbour's start is given back, which costs nothing.
        var ended = Assert.Single(fixture.Ledger.Events.OfType<StudyEvent.AttemptEnded>(), e => e.End != AttemptEnd.HandedBack);
        Assert.Equal((large, AttemptEnd.OutOfMemory, 0), (ended.Trial, ended.End, ended.MaxNeighbours));
        Assert.Equal(6, fixture.Ledger.Events.OfType<StudyEvent.Finished>().Count());
    }

    [Fact]
    public async Task A_study_that_the_node_cannot_train_costs_no_attempt_and_is_not_asked_for_again()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 2, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var link = new Link(fixture.Coordinator.Ref);
        var node = Node(link, study => throw new StudyRefusedException("there are no images here"), workers: 1);

        var running = node.RunAsync(stop.Token);
        await WaitUntilAsync(() => node.State.Workers.Single().Does == "there are no images here");
        await stop.CancelAsync();
        await running.WaitAsync(Patience, TestContext.Current.CancellationToken);

        var ended = Assert.Single(fixture.Ledger.Events.OfType<StudyEvent.AttemptEnded>());
        Assert.Equal((AttemptEnd.HandedBack, "there are no images here"), (ended.End, ended.Reason));
    }

    [Fact]
    public async Task A_node_that_is_stopped_gives_back_what_it_trains_and_says_that_it_has_left()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 5, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        using var training = new CountdownEvent(2);
        var link = new Link(fixture.Coordinator.Ref);
        var trainer = new ScriptedTrainer((_, _, cancellation) =>
        {
            training.Signal();
            cancellation.WaitHandle.WaitOne(Patience);
            cancellation.ThrowIfCancellationRequested();
        });

        var running = Node(link, trainer, workers: 2).RunAsync(stop.Token);
        Assert.True(await Task.Run(() => training.Wait(Patience), TestContext.Current.CancellationToken));
        await stop.CancelAsync();
        await running.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(2, fixture.Ledger.Events.OfType<StudyEvent.AttemptEnded>().Count(e => e.End == AttemptEnd.HandedBack));
        Assert.Empty(link.Told.Last().Workers);
        Assert.Empty(_observer.Abandoned);
    }

    [Fact]
    public async Task A_node_whose_coordinator_is_away_leaves_when_its_grace_is_over()
    {
        using var stop = new CancellationTokenSource();
        var time = new ManualTime();
        var silence = new Mailbox<CoordinatorMessage>(10);
        var link = new Link(silence);

        var running = Node(link, ScriptedTrainer.Instant(), workers: 2, time).RunAsync(stop.Token);
        await WaitUntilAsync(() => !link.Told.IsEmpty);
        await stop.CancelAsync();
        await AdvanceUntilAsync(time, running);

        Assert.Equal(2, _observer.Abandoned.Count);
    }

    [Fact]
    public async Task A_worker_that_fails_is_replaced_and_the_work_is_done()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 3, TimeProvider.System);
        var time = new ManualTime();
        var link = new Link(new FailingOnce(fixture.Coordinator.Ref));

        await AdvanceUntilAsync(time, Node(link, ScriptedTrainer.Instant(), workers: 1, time).RunAsync(CancellationToken.None));

        Assert.Equal("node/0~abc", Assert.Single(_observer.Failed));
        Assert.Equal(3, fixture.Ledger.Events.OfType<StudyEvent.Finished>().Count());
    }

    [Fact]
    public async Task A_node_tells_of_its_devices_and_workers()
    {
        using var stop = new CancellationTokenSource();
        var link = new Link(new Mailbox<CoordinatorMessage>(10));

        var time = new ManualTime();
        var running = Node(link, ScriptedTrainer.Instant(), workers: 2, time).RunAsync(stop.Token);
        await WaitUntilAsync(() => !link.Told.IsEmpty);
        await stop.CancelAsync();
        await AdvanceUntilAsync(time, running);

        var state = link.Told.First();
        Assert.Equal(new DeviceState("cuda:0", "Some GPU", 2, 1000, 300, 0, 40), Assert.Single(state.Devices));
        Assert.Equal(["node/0~abc", "node/1~abc"], state.Workers.Select(w => w.Name));
        Assert.All(link.Told, s => WireCodec.Encode(new WireMessage.NodeReport(s)));
    }

    private WorkerNode Node(ICoordinatorLink link, ITrialTrainer trainer, int workers, TimeProvider? time = null) =>
        Node(link, _ => trainer, workers, time);

    private WorkerNode Node(ICoordinatorLink link, Func<string, ITrialTrainer> makeTrainer, int workers, TimeProvider? time = null) => new(
        new WorkerNodeOptions("node", "abc", "1.0", [new NodeDevice("cuda:0", "Some GPU", MemoryBytes: 1000, BudgetBytes: null, workers)]),
        link,
        (_, study) => makeTrainer(study),
        _ => Task.FromResult<IReadOnlyDictionary<string, DeviceUse>>(
            ImmutableDictionary<string, DeviceUse>.Empty.Add("cuda:0", new DeviceUse(300, 40))),
        _observer,
        time ?? TimeProvider.System);

    private static Task WaitUntilAsync(Func<bool> holds) => Task.Run(() => Assert.True(SpinWait.SpinUntil(holds, Patience)));

    /// <summary>Lets time pass until something has ended.</summary>
    private static async Task AdvanceUntilAsync(ManualTime time, Task ended)
    {
        var patience = Task.Delay(Patience);
        while (!ended.IsCompleted && !patience.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(ended.IsCompleted, "it did not end");
        await ended;
    }

    private sealed class Link(IActorRef<CoordinatorMessage> coordinator) : ICoordinatorLink
    {
        public ConcurrentQueue<NodeState> Told { get; } = [];

        public IActorRef<CoordinatorMessage> For(string worker) => coordinator;

        public Task<StudyDefinition> DescribeAsync(string study, CancellationToken cancellation) =>
            Task.FromResult(Searches.Plan(1).Definition);

        public void Tell(NodeState node) => Told.Enqueue(node);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class FailingOnce(IActorRef<CoordinatorMessage> coordinator) : IActorRef<CoordinatorMessage>
    {
        private int _calls;

        public bool TryTell(CoordinatorMessage message) => coordinator.TryTell(message);

        public ValueTask TellAsync(CoordinatorMessage message) => Interlocked.Increment(ref _calls) == 1
            ? throw new InvalidOperationException("the link failed")
            : coordinator.TellAsync(message);

        public void Answer(CoordinatorMessage message) => coordinator.Answer(message);
    }

    private sealed class Observer : INodeObserver
    {
        public ConcurrentBag<string> Failed { get; } = [];

        public ConcurrentBag<string> Abandoned { get; } = [];

        public void Reported(NodeState state)
        {
        }

        public void WorkerFailed(string worker, Exception exception) => Failed.Add(worker);

        void INodeObserver.Abandoned(string worker) => Abandoned.Add(worker);

        public void GaugeFailed(Exception exception) => Failed.Add(exception.Message);
    }
}
