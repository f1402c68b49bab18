using ActorSearch.Akka.Configuration;
using ActorSearch.Akka.Coordinating;
using ActorSearch.Akka.Nodes;
using ActorSearch.Core.Clusters;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Akka;

/// <summary>
/// A coordinator's node of an Akka cluster. Of all such nodes one coordinates, as the cluster's singleton; the others
/// stand by until that one leaves. One that is lost without taking leave is waited for, since its store is with it.
/// </summary>
public sealed class CoordinatorMember : IAsyncDisposable
{
    private readonly CoordinationHost _host;
    private readonly Membership _membership;

    private CoordinatorMember(
        NodeConfig config, ClusterOptions options, Func<CancellationToken, Task<ICoordinating>> begin, ILogger log)
    {
        var host = new CoordinationHost(begin);
        var answering = new Answering(log);
        _host = host;
        _membership = new Membership(config, options, node => Settle(node, host, answering, config, log), () => _ = host.EndAsync(), log);
    }

    /// <summary>Ends when the work that was begun ended by itself or could not be begun, with its failure.</summary>
    public Task Completion => _host.Completion;

    /// <summary>Where other nodes reach this one.</summary>
    public NodeAddress Address => _membership.Address;

    internal NodeSystem Node => _membership.Current;

    /// <summary>Joins a cluster, or begins one where this node is the first of the seeds.</summary>
    /// <param name="options">Where. Without seeds, or with itself alone, it begins a cluster.</param>
    /// <param name="begin">Begins to coordinate, on a thread that may wait: called whenever the cluster has chosen this node.</param>
    /// <param name="logging">The log.</param>
    /// <exception cref="ClusterStartException">The options are wrong, or the address cannot be had.</exception>
    public static Task<CoordinatorMember> JoinAsync(
        ClusterOptions options, Func<CancellationToken, Task<ICoordinating>> begin, ILoggerFactory logging) => Task.Run(() =>
        new CoordinatorMember(NodeConfig.Of(options, NodeRole.Coordinator), options, begin, logging.CreateLogger<CoordinatorMember>()));

    /// <summary>Checks options, as far as that goes without taking part in anything.</summary>
    /// <returns>Where other nodes will reach this one, by all settings; port 0 for any that is free.</returns>
    /// <exception cref="ClusterStartException">They are wrong, or unsafe.</exception>
    public static NodeAddress Check(ClusterOptions options) => NodeConfig.Of(options, NodeRole.Coordinator).Listen;

    /// <summary>Leaves the cluster: the coordinator's work is ended first, and another node may take it up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.EndAsync().ConfigureAwait(false);
        await _membership.DisposeAsync().ConfigureAwait(false);

        // A node that was just beginning anew may have begun the work once more.
        await _host.EndAsync().ConfigureAwait(false);
    }

    /// <summary>Ends it without taking leave of anybody, for tests.</summary>
    internal async Task KillAsync()
    {
        await _membership.KillAsync().ConfigureAwait(false);
        await _host.EndAsync().ConfigureAwait(false);
    }

    private static void Settle(NodeSystem node, CoordinationHost host, Answering answering, NodeConfig config, ILogger log)
    {
        node.System.ActorOf(
            ClusterSingletonManager.Props(
                Props.Create(() => new ReceptionActor(host, answering, node)),
                ReceptionActor.HandOver.Instance,
                CoordinatorSingleton.ManagerSettings(node.System)),
            CoordinatorSingleton.ManagerName);
        node.System.ActorOf(Props.Create(() => new NodeRoll(config.CutOffAfter, log)), "node-roll");
    }
}
