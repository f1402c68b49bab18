using ActorSearch.Akka.Messages;
using ActorSearch.Akka.Nodes;
using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;

namespace ActorSearch.Akka.Coordinating;

/// <summary>
/// The cluster's singleton: begins the coordinator's work on the node that the cluster has chosen, and carries what
/// nodes say to it and its answers back. Nothing is done on the actor's own thread.
/// </summary>
internal sealed class ReceptionActor : ReceiveActor
{
    private readonly CoordinationHost _host;
    private readonly Answering _answering;
    private readonly NodeSystem _node;

    /// <summary>One for each node that asks, cancelled when it is lost: a claim that waits for it is not to be granted.</summary>
    private readonly Dictionary<Address, CancellationTokenSource> _nodes = [];

    private ICoordinating? _coordinating;
    private bool _isHandedOver;

    public ReceptionActor(CoordinationHost host, Answering answering, NodeSystem node)
    {
        (_host, _answering, _node) = (host, answering, node);
        Receive<WireEnvelope>(Answer);
        Receive<Begun>(b => _coordinating = b.Coordinating);
        Receive<Status.Failure>(_ => { }); // The host has told its program, which ends.
        Receive<ClusterEvent.MemberRemoved>(e => Lose(e.Member.Address));
        Receive<ClusterEvent.UnreachableMember>(e => Lose(e.Member.Address));
        Receive<ClusterEvent.CurrentClusterState>(_ => { });
        Receive<DisassociatedEvent>(e => Lose(e.RemoteAddress));
        Receive<HandOver>(_ => End());
        Receive<Ended>(_ => Context.Stop(Self));
    }

    protected override void PreStart()
    {
        Cluster.Get(Context.System).Subscribe(Self, typeof(ClusterEvent.MemberRemoved), typeof(ClusterEvent.UnreachableMember));
        Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        _host.BeginAsync().PipeTo(Self, success: c => new Begun(c));
    }

    protected override void PostStop()
    {
        Cluster.Get(Context.System).Unsubscribe(Self);
        Context.System.EventStream.Unsubscribe(Self);
        foreach (var node in _nodes.Keys.ToList())
        {
            Lose(node);
        }

        if (!_isHandedOver)
        {
            // Its system ended, or it was made to: the singleton's manager would not start another one.
            _ = _host.EndAsync();
            _node.GiveUp("what carries messages to the coordinator has ended");
        }
    }

    private void Answer(WireEnvelope question)
    {
        var address = Sender.Path.Address;
        _answering.AnswerAsync(_coordinating?.Reception, question, $"{address.Host}:{address.Port}", LossOf(address)).PipeTo(Sender, Self);
    }

    /// <summary>Cancelled when a node is lost.</summary>
    private CancellationToken LossOf(Address address)
    {
        if (!_nodes.TryGetValue(address, out var node))
        {
            // A stranger may write any address, and any number of them: it is answered, and nothing is kept of it.
            if (!_node.Cluster.State.Members.Any(m => m.Address.Equals(address)))
            {
                return CancellationToken.None;
            }

            _nodes.Add(address, node = new CancellationTokenSource());
        }

        return node.Token;
    }

    private void Lose(Address address)
    {
        if (_nodes.Remove(address, out var node))
        {
            _ = Task.Run(node.Cancel);
        }
    }

    private void End()
    {
        (_coordinating, _isHandedOver) = (null, true);
        _host.EndAsync().PipeTo(Self, success: () => Ended.Instance, failure: _ => Ended.Instance);
    }

    /// <summary>Another node is to coordinate, or none.</summary>
    internal sealed class HandOver
    {
        public static readonly HandOver Instance = new();
    }

    private sealed record Begun(ICoordinating Coordinating);

    private sealed class Ended
    {
        public static readonly Ended Instance = new();
    }
}
