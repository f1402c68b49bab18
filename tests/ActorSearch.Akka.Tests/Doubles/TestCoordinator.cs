using System.Collections.Concurrent;
using ActorSearch.Core.Clusters;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Tests.Client.Doubles;
using ActorSearch.Http.Tests.Server.Doubles;

namespace ActorSearch.Akka.Tests.Doubles;

/// <summary>A coordinator's node of a cluster on this machine.</summary>
internal sealed class TestCoordinator : IAsyncDisposable
{
    private readonly ConcurrentQueue<Coordination> _begun = new();
    private readonly Arrivals _arrivals = new();
    private CoordinatorMember? _member;

    public StoreInMemory Store { get; init; } = new();

    public StudyPlan Plan { get; init; } = Trials.Of(20);

    public LogLines Log { get; } = new();

    public CoordinatorMember Member => _member!;

    /// <summary>Awaited before the work begins.</summary>
    public Func<CancellationToken, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>How often the work was begun.</summary>
    public int Begun => _begun.Count;

    /// <summary>The work that was begun last.</summary>
    public Coordination Work => _begun.Last();

    public NodeAddress Address => Member.Address;

    public static async Task<TestCoordinator> StartAsync(int port = 0, string? hocon = null, TestCoordinator? setUp = null)
    {
        var coordinator = setUp ?? new TestCoordinator();
        await coordinator.JoinAsync(new ClusterOptions(new NodeAddress("127.0.0.1", port), []) { Hocon = hocon });
        return coordinator;
    }

    public async Task JoinAsync(ClusterOptions options) => _member = await CoordinatorMember.JoinAsync(options, BeginAsync, Log);

    /// <summary>Waits until the work was begun so often.</summary>
    public async Task HasBegunAsync(int times = 1)
    {
        var begun = _arrivals.UntilAsync(() => Begun >= times);
        await await Task.WhenAny(begun, Member.Completion);
        await begun;
    }

    public Task<ClusterChannel> WorkerAsync(string? hocon = null, LogLines? log = null) => ClusterChannel.JoinAsync(
        new ClusterOptions(new NodeAddress("127.0.0.1", 0), [Address]) { Hocon = hocon }, log ?? new LogLines());

    /// <summary>Waits until the node belongs to a cluster.</summary>
    public async Task IsUpAsync()
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Member.Node.Cluster.RegisterOnMemberUp(() => up.SetResult());
        await up.Task.WaitAsync(Patience.Limit);
    }

    /// <summary>Ends without a word to anybody, as where the process is killed.</summary>
    public async Task DieAsync()
    {
        await Member.KillAsync();
        _member = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_member is not null)
        {
            await _member.DisposeAsync();
        }
    }

    private async Task<ICoordinating> BeginAsync(CancellationToken cancellation)
    {
        await Before(cancellation);
        var work = await Coordination.BeginAsync(Store, Plan);
        _begun.Enqueue(work);
        _arrivals.Add();
        return work;
    }
}
