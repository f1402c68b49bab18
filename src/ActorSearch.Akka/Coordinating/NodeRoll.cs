using ActorSearch.Akka.Configuration;
using Akka.Actor;
using Akka.Cluster;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Akka.Coordinating;

/// <summary>
/// Keeps, on a coordinator's node, the roll of the nodes: says who comes and goes, and takes out of the cluster whom the
/// node that coordinates cannot reach itself. Akka's resolver would count a coordinator that one worker cannot see,
/// though others can, among those to be taken out: so this one is first.
/// </summary>
internal sealed partial class NodeRoll : ReceiveActor, IWithTimers
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly ILogger _log;
    private readonly TimeSpan _cutOffAfter;

    public NodeRoll(TimeSpan cutOffAfter, ILogger log)
    {
        (_cutOffAfter, _log) = (cutOffAfter, log);
        Receive<ClusterEvent.CurrentClusterState>(s => Begin(s.Unreachable));
        Receive<ClusterEvent.MemberJoined>(e => LogJoined(NameOf(e.Member)));
        Receive<ClusterEvent.UnreachableMember>(e => Wait(e.Member));
        Receive<ClusterEvent.ReachableMember>(e => Timers.Cancel(e.Member.UniqueAddress));
        Receive<ClusterEvent.MemberRemoved>(Remove);
        Receive<Due>(d => Decide(d.Member));
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => _cluster.Subscribe(
        Self, typeof(ClusterEvent.MemberJoined), typeof(ClusterEvent.MemberRemoved), typeof(ClusterEvent.IReachabilityEvent));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private void Begin(IEnumerable<Member> unreachable)
    {
        foreach (var member in unreachable)
        {
            Wait(member);
        }
    }

    private void Wait(Member member) => Timers.StartSingleTimer(member.UniqueAddress, new Due(member), _cutOffAfter);

    private void Remove(ClusterEvent.MemberRemoved removed)
    {
        Timers.Cancel(removed.Member.UniqueAddress);
        LogLeft(NameOf(removed.Member));
    }

    private void Decide(Member member)
    {
        if (IsOldest() && !_cluster.FailureDetector.IsAvailable(member.Address))
        {
            LogCutOff(NameOf(member));
            _cluster.Down(member.Address);
        }
        else
        {
            // Somebody else cannot reach it: that is told once, and this node may lose it, or come to coordinate, later.
            Wait(member);
        }
    }

    private bool IsOldest() => _cluster.State.Members
        .Where(m => m.HasRole(NodeRole.Coordinator) && m.Status is MemberStatus.Up or MemberStatus.Leaving)
        .Order(Member.AgeOrdering)
        .FirstOrDefault()?.UniqueAddress.Equals(_cluster.SelfUniqueAddress) == true;

    private static string NameOf(Member member) => $"{string.Join('-', member.Roles)} node {member.Address.Host}:{member.Address.Port}";

    [LoggerMessage(LogLevel.Information, "{Node} joins the cluster")]
    private partial void LogJoined(string node);

    [LoggerMessage(LogLevel.Information, "{Node} has left the cluster")]
    private partial void LogLeft(string node);

    [LoggerMessage(LogLevel.Warning, "{Node} cannot be reached and is taken out of the cluster; it may join again")]
    private partial void LogCutOff(string node);

    private sealed record Due(Member Member);
}
