using ActorSearch.Akka.Configuration;
using ActorSearch.Akka.Coordinating;
using ActorSearch.Akka.Nodes;
using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;

namespace ActorSearch.Akka.Asking;

/// <summary>
/// Looks, on a worker's node, which node coordinates and whether it answers, and has the node begin anew where its
/// cluster has no coordinator, or one that has begun anew itself and so belongs to another cluster.
/// </summary>
internal sealed class CoordinatorWatch : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMilliseconds(500);

    private readonly NodeSystem _node;
    private readonly IActorRef _proxy;
    private readonly CoordinatorSight _sight;
    private readonly TimeSpan _beginAnewAfter;
    private readonly Dictionary<UniqueAddress, Member> _members = [];
    private readonly HashSet<UniqueAddress> _unreachable = [];
    private UniqueAddress? _coordinator;

    /// <summary>The actor over the singletons of the coordinator's node as it answered first: another one since means another process.</summary>
    private IActorRef? _known;

    private bool _answers;
    private bool _isMember;

    public CoordinatorWatch(NodeSystem node, IActorRef proxy, CoordinatorSight sight, TimeSpan beginAnewAfter)
    {
        (_node, _proxy, _sight, _beginAnewAfter) = (node, proxy, sight, beginAnewAfter);
        Receive<ClusterEvent.CurrentClusterState>(Begin);
        Receive<ClusterEvent.MemberRemoved>(e => Change(() => Remove(e.Member)));
        Receive<ClusterEvent.UnreachableMember>(e => Change(() => _unreachable.Add(e.Member.UniqueAddress)));
        Receive<ClusterEvent.ReachableMember>(e => Change(() => _unreachable.Remove(e.Member.UniqueAddress)));
        Receive<ClusterEvent.IMemberEvent>(e => Change(() => Put(e.Member)));
        Receive<DisassociatedEvent>(e => Break(e.RemoteAddress));
        Receive<Probe>(_ => Ask());
        Receive<ActorIdentity>(Hear);
        Receive<QuarantinedEvent>(e => GiveUpWhereOfCoordinator(e.Address, "has begun anew"));
        Receive<ThisActorSystemQuarantinedEvent>(e => GiveUpWhereOfCoordinator(e.RemoteAddress, "takes nothing from it any more"));
        Receive<Lonely>(_ => GiveUp("its cluster has had no coordinator for too long"));
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        foreach (var type in new[] { typeof(DisassociatedEvent), typeof(QuarantinedEvent), typeof(ThisActorSystemQuarantinedEvent) })
        {
            Context.System.EventStream.Subscribe(Self, type);
        }

        _node.Cluster.Subscribe(Self, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
    }

    protected override void PostStop()
    {
        _node.Cluster.Unsubscribe(Self);
        Context.System.EventStream.Unsubscribe(Self);
    }

    private void Begin(ClusterEvent.CurrentClusterState state) => Change(() =>
    {
        foreach (var member in state.Members)
        {
            Put(member);
        }

        _unreachable.UnionWith(state.Unreachable.Select(m => m.UniqueAddress));
    });

    private void Put(Member member)
    {
        _members[member.UniqueAddress] = member;
        _isMember |= member.UniqueAddress.Equals(_node.Cluster.SelfUniqueAddress);
    }

    private void Remove(Member member)
    {
        _members.Remove(member.UniqueAddress);
        _unreachable.Remove(member.UniqueAddress);
    }

    private void Change(Action change)
    {
        change();

        // The oldest coordinates, as the singleton's manager has it.
        var oldest = _members.Values
            .Where(m => m.HasRole(NodeRole.Coordinator) && m.Status is MemberStatus.Up or MemberStatus.Leaving)
            .Order(Member.AgeOrdering)
            .FirstOrDefault()?.UniqueAddress;
        if (!Equals(oldest, _coordinator))
        {
            (_coordinator, _known) = (oldest, null);
            Doubt();
        }

        Tell();
    }

    private void Tell()
    {
        var why = !_isMember ? "no seed node has let this node in yet"
            : _coordinator is null ? "the cluster has no coordinator"
            : _unreachable.Contains(_coordinator) ? $"the coordinator's node {NameOf(_coordinator.Address)} cannot be reached"
            : !_answers ? $"the coordinator's node {NameOf(_coordinator.Address)} does not answer"
            : null;
        if (why is null)
        {
            Timers.Cancel(nameof(Lonely));
            _sight.Show(_proxy, _coordinator!.Address);
            return;
        }

        _sight.Hide(why);

        // A node that is not in yet goes on knocking by itself.
        if (_isMember && !Timers.IsTimerActive(nameof(Lonely)))
        {
            Timers.StartSingleTimer(nameof(Lonely), Lonely.Instance, _beginAnewAfter);
        }
    }

    private void Break(Address remote)
    {
        if (_coordinator is not null && remote.Equals(_coordinator.Address))
        {
            Doubt();
            Tell();
        }
    }

    /// <summary>What is sent over a connection that is being made anew is lost: so the node is asked until it answers.</summary>
    private void Doubt()
    {
        _answers = false;
        Timers.StartPeriodicTimer(nameof(Probe), Probe.Instance, TimeSpan.Zero, ProbeEvery);
    }

    private void Ask()
    {
        if (_coordinator is null)
        {
            Timers.Cancel(nameof(Probe));
            return;
        }

        Context.ActorSelection(new RootActorPath(_coordinator.Address) / CoordinatorSingleton.ManagerPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
            .Tell(new Identify(_coordinator.ToString()));
    }

    private void Hear(ActorIdentity identity)
    {
        if (_coordinator is null || identity.Subject is not { } manager || !Equals(identity.MessageId, _coordinator.ToString()))
        {
            return;
        }

        if (_known is not null && !_known.Equals(manager))
        {
            GiveUpWhereOfCoordinator(_coordinator.Address, "has begun anew");
            return;
        }

        (_known, _answers) = (manager, true);
        Timers.Cancel(nameof(Probe));
        Tell();
    }

    private void GiveUpWhereOfCoordinator(Address address, string what)
    {
        if (_coordinator is not null && address.Equals(_coordinator.Address))
        {
            GiveUp($"the coordinator's node {NameOf(address)} {what}");
        }
    }

    private void GiveUp(string why)
    {
        _sight.Hide(why);
        _node.GiveUp(why);
    }

    private static string NameOf(Address address) => $"{address.Host}:{address.Port}";

    private sealed class Probe
    {
        public static readonly Probe Instance = new();
    }

    private sealed class Lonely
    {
        public static readonly Lonely Instance = new();
    }
}
