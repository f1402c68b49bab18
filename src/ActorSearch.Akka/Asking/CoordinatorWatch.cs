using ActorSearch.Akka.Configuration;
using ActorSearch.Akka.Nodes;
using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;

namespace ActorSearch.Akka.Asking;

/// <summary>
/// Looks, on a worker's node, which node coordinates and whether it can be reached, and has the node begin anew where
/// its cluster has no coordinator, or another one than that of this name and address now.
/// </summary>
internal sealed class CoordinatorWatch : ReceiveActor, IWithTimers
{
    /// <summary>A connection that broke is made again within this; what is sent before is lost.</summary>
    private static readonly TimeSpan Reconnects = TimeSpan.FromSeconds(1.5);

    private readonly NodeSystem _node;
    private readonly IActorRef _proxy;
    private readonly CoordinatorSight _sight;
    private readonly TimeSpan _beginAnewAfter;
    private readonly Dictionary<UniqueAddress, Member> _members = [];
    private readonly HashSet<UniqueAddress> _unreachable = [];
    private UniqueAddress? _coordinator;
    private bool _isBroken;
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
        Receive<AssociatedEvent>(e => Mend(e.RemoteAddress));
        Receive<Mended>(_ => Mend(_coordinator?.Address));
        Receive<QuarantinedEvent>(e => LeaveBehind(e.Address));
        Receive<ThisActorSystemQuarantinedEvent>(e => GiveUp($"the coordinator's node {e.RemoteAddress} takes nothing from it any more"));
        Receive<Lonely>(_ => GiveUp("its cluster has had no coordinator for too long"));
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        foreach (var type in new[]
        {
            typeof(DisassociatedEvent), typeof(AssociatedEvent), typeof(QuarantinedEvent), typeof(ThisActorSystemQuarantinedEvent),
        })
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
            (_coordinator, _isBroken) = (oldest, false);
        }

        Tell();
    }

    private void Tell()
    {
        var why = !_isMember ? "no seed node of the cluster has let this node in yet"
            : _coordinator is null ? "the cluster has no coordinator"
            : _unreachable.Contains(_coordinator) ? $"the coordinator's node {_coordinator.Address} cannot be reached"
            : _isBroken ? $"the connection to {_coordinator.Address} broke"
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
            _isBroken = true;
            Timers.StartSingleTimer(nameof(Mended), Mended.Instance, Reconnects);
            Tell();
        }
    }

    private void Mend(Address? remote)
    {
        if (_isBroken && _coordinator is not null && _coordinator.Address.Equals(remote))
        {
            _isBroken = false;
            Timers.Cancel(nameof(Mended));
            Tell();
        }
    }

    /// <summary>The coordinator's old self counts as dead: at its address is a new one, with a cluster of its own.</summary>
    private void LeaveBehind(Address quarantined)
    {
        if (_coordinator is not null && quarantined.Equals(_coordinator.Address))
        {
            GiveUp($"the coordinator's node {quarantined} has begun anew");
        }
    }

    private void GiveUp(string why)
    {
        _sight.Hide(why);
        _node.GiveUp(why);
    }

    private sealed class Mended
    {
        public static readonly Mended Instance = new();
    }

    private sealed class Lonely
    {
        public static readonly Lonely Instance = new();
    }
}
