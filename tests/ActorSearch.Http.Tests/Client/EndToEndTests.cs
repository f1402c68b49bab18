using ActorSearch.Coordination.Links;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Client;
using ActorSearch.Http.Client.Feeds;
using ActorSearch.Http.Tests.Client.Doubles;
using ActorSearch.Http.Tests.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorSearch.Http.Tests.Client;

/// <summary>Real workers, the link and the server, in one process.</summary>
public class EndToEndTests
{
    [Fact]
    public async Task Workers_train_a_study_over_http_and_leave_when_told()
    {
        const int Count = 50;
        await using var server = await TestServer.StartAsync(trials: Count);
        await using var link = new CoordinatorLink(
            new HttpChannel(new CoordinatorAddress(server.Server.Address), TimeProvider.System), NullLogger.Instance, TimeProvider.System, LinkFixture.Quick);
        using var client = new CoordinatorClient(new CoordinatorAddress(server.Server.Address));
        var workers = Enumerable.Range(0, 4).Select(i => new WorkerActor(
            new WorkerOptions($"node/{i}~0a1b2c", Capacity: 1),
            link.For($"node/{i}~0a1b2c"),
            study => new InstantTrainer(),
            new SolePlacement(),
            TimeProvider.System)).ToList();

        var running = workers.Select(w => w.RunAsync()).ToList();
        var followed = new List<StudyEvent>();
        await foreach (var happened in new EventFeed(client, TestServer.Study, TimeProvider.System))
        {
            followed.Add(happened);
        }

        foreach (var worker in workers)
        {
            await worker.Ref.TellAsync(new WorkerMessage.Stop());
        }

        await Task.WhenAll(running).WaitAsync(Patience.Limit);
        workers.ForEach(w => w.Dispose());

        Assert.Equal(Count, followed.OfType<StudyEvent.Finished>().Select(e => e.Trial).Distinct().Count());
        Assert.Equal(Count, followed.OfType<StudyEvent.Finished>().Count());
        Assert.DoesNotContain(followed, e => e is StudyEvent.AttemptEnded);
        Assert.Equal(server.Store.EventsOf(TestServer.Study), followed);
        Assert.Equal(TestServer.Study, (await link.DescribeAsync(TestServer.Study, CancellationToken.None)).Name);
        await Assert.ThrowsAsync<StudyRefusedException>(() => link.DescribeAsync("others", CancellationToken.None));
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_while_it_waits_for_work_leaves_at_once_and_no_lease_behind()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        await using var link = new CoordinatorLink(
            new HttpChannel(new CoordinatorAddress(server.Server.Address), TimeProvider.System), NullLogger.Instance, TimeProvider.System, LinkFixture.Quick);
        using var client = new CoordinatorClient(new CoordinatorAddress(server.Server.Address));
        using var worker = new WorkerActor(
            new WorkerOptions("w", Capacity: 1), link.For("w"), study => new InstantTrainer(), new SolePlacement(), TimeProvider.System);
        var running = worker.RunAsync();
        while (!(await client.StatusAsync(CancellationToken.None)).Counters.ContainsKey("messages.claim"))
        {
            await Task.Yield();
        }

        await worker.Ref.TellAsync(new WorkerMessage.Stop());
        await running.WaitAsync(Patience.Limit);

        await client.SubmitAsync(new WireMessage.Submit("later 3", "later.yaml", Resume: false, Extend: false), CancellationToken.None);
        Assert.Equal(0, Assert.Single((await client.StatusAsync(CancellationToken.None)).Studies).Running);
    }

    [Fact]
    public async Task A_store_is_read_through_the_real_server()
    {
        await using var server = await TestServer.StartAsync(trials: 3);
        using var client = new CoordinatorClient(new CoordinatorAddress(server.Server.Address));
        ILedger ledger = new RemoteLedger(client);
        var events = new List<StudyEvent>();

        await foreach (var happened in ledger.ReadAsync(TestServer.Study, CancellationToken.None))
        {
            events.Add(happened);
        }

        Assert.Equal([TestServer.Study], await ledger.StudiesAsync(CancellationToken.None));
        Assert.Equal(server.Store.EventsOf(TestServer.Study), events);
    }

    private sealed class InstantTrainer : ITrialTrainer
    {
        public void Train(IReadOnlyList<TrialLease> leases, ITrialReports reports, CancellationToken cancellation)
        {
            foreach (var lease in leases)
            {
                reports.Epoch(lease, Trials.Epoch(1));
                reports.Ended(lease, Trials.Result());
            }
        }
    }
}
