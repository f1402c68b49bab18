using ActorSearch.Akka.Configuration;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace ActorSearch.Akka.Coordinating;

/// <summary>
/// Takes nodes out of the cluster that the one which coordinates cannot reach itself. Akka's resolver would count a
/// coordinator that one worker cannot see, though others can, among those to be taken out: so this one is first.
/// </summary>
internal sealed class CutOff : ReceiveActor, IWithTimers
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly TimeSpan _after;

    public CutOff(TimeSpan after)
    {
        _after = after;
        Receive<ClusterEvent.CurrentClusterState>(s => Wait(s.Unreachable));
        Receive<ClusterEvent.UnreachableMember>(e => Wait(e.Member));
        Receive<ClusterEvent.ReachableMember>(e => Timers.Cancel(e.Member.UniqueAddress));
        Receive<ClusterEvent.MemberRemoved>(e => Timers.Cancel(e.Member.UniqueAddress));
        Receive<Due>(d => Decide(d.Member));
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() =>
        _cluster.Subscribe(Self, typeof(ClusterEvent.IReachabilityEvent), typeof(ClusterEvent.MemberRemoved));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private void Wait(IEnumerable<Member> members)
    {
        foreach (var member in members)
        {
            Wait(member);
        }
    }

    private void Wait(Member member) => Timers.StartSingleTimer(member.UniqueAddress, new Due(member), _after);

    private void Decide(Member member)
    {
        if (IsOldest() && !_cluster.FailureDetector.IsAvailable(member.Address))
        {
            _log.Info("{0} cannot be reached and is taken out of the cluster; it may join again", member.Address);
            _cluster.Down(member.Address);
        }
    }

    private bool IsOldest() => _cluster.State.Members
        .Where(m => m.HasRole(NodeRole.Coordinator) && m.Status is MemberStatus.Up or MemberStatus.Leaving)
        .Order(Member.AgeOrdering)
        .FirstOrDefault()?.UniqueAddress.Equals(_cluster.SelfUniqueAddress) == true;

    private sealed record Due(Member Member);
}
