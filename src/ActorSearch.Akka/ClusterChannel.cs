using System.Globalization;
using ActorSearch.Akka.Asking;
using ActorSearch.Akka.Configuration;
using ActorSearch.Akka.Coordinating;
using ActorSearch.Akka.Messages;
using ActorSearch.Akka.Nodes;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;
using ActorSearch.Core.Protocol.Wire;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Akka;

/// <summary>
/// A worker node's membership of an Akka cluster, and messages of the wire to its coordinator, wherever in the cluster
/// that is. A node that the cluster has given up joins it again by itself.
/// </summary>
public sealed class ClusterChannel : ICoordinatorChannel
{
    /// <summary>How long a question waits for a coordinator to come into sight; then whoever asks may ask again.</summary>
    private static readonly TimeSpan SightPatience = TimeSpan.FromSeconds(2);

    private readonly CoordinatorSight _sight;
    private readonly Membership _membership;
    private readonly string _seeds;

    private ClusterChannel(NodeConfig config, ClusterOptions options, ILogger log)
    {
        var sight = new CoordinatorSight();
        _sight = sight;
        _seeds = config.SeedNames;
        _membership = new Membership(config, options, node => Settle(node, sight, config), () => sight.Hide("this node is joining the cluster anew"), log)
        {
            IsInReach = () => sight.Present is not null,
        };
    }

    /// <inheritdoc />
    public string Coordinator => _sight.Present is { } way ? $"{way.Coordinator.Host}:{way.Coordinator.Port}" : _seeds;

    /// <summary>Where other nodes reach this one; another port after it began anew, where any was right.</summary>
    public NodeAddress Address => _membership.Address;

    internal NodeSystem Node => _membership.Current;

    /// <summary>Joins a cluster, or goes on trying to.</summary>
    /// <param name="options">Where.</param>
    /// <param name="logging">The log.</param>
    /// <exception cref="ClusterStartException">The options are wrong, or the address cannot be had.</exception>
    public static Task<ClusterChannel> JoinAsync(ClusterOptions options, ILoggerFactory logging) => Task.Run(() =>
        new ClusterChannel(NodeConfig.Of(options, NodeRole.Worker), options, logging.CreateLogger<ClusterChannel>()));

    /// <summary>Checks options, as far as that goes without taking part in anything.</summary>
    /// <returns>Where other nodes will reach this one, by all settings; port 0 for any that is free.</returns>
    /// <exception cref="ClusterStartException">They are wrong, or unsafe.</exception>
    public static NodeAddress Check(ClusterOptions options) => NodeConfig.Of(options, NodeRole.Worker).Listen;

    /// <inheritdoc />
    public async Task<WireMessage> AskAsync(WireMessage question, TimeSpan patience, CancellationToken cancellation)
    {
        var envelope = WireEnvelope.Of(question);
        var sightPatience = patience < SightPatience ? patience : SightPatience;
        var way = await _sight.UntilPresentAsync(sightPatience, cancellation).ConfigureAwait(false)
            ?? throw new CoordinatorUnreachableException($"no coordinator in the cluster of {_seeds}: {_sight.Why}");
        return Read(await SayAsync(envelope, way, patience, cancellation).ConfigureAwait(false), way);
    }

    /// <summary>Leaves the cluster.</summary>
    public async ValueTask DisposeAsync()
    {
        await _membership.DisposeAsync().ConfigureAwait(false);
        _sight.Dispose();
    }

    private static void Settle(NodeSystem node, CoordinatorSight sight, NodeConfig config)
    {
        var proxy = node.System.ActorOf(
            ClusterSingletonProxy.Props(CoordinatorSingleton.ManagerPath, CoordinatorSingleton.ProxySettings(node.System)), "coordinator-proxy");
        node.System.ActorOf(Props.Create(() => new CoordinatorWatch(node, proxy, sight, config.BeginAnewAfter)), "coordinator-watch");
    }

    private async Task<object> SayAsync(WireEnvelope envelope, CoordinatorSight.Way way, TimeSpan patience, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, way.Lost);
        try
        {
            return await way.Proxy.Ask<object>(envelope, patience, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (OperationCanceledException exception)
        {
            throw new CoordinatorUnreachableException($"the coordinator at {NameOf(way)} was lost: {_sight.Why}", exception);
        }
        catch (AskTimeoutException exception)
        {
            throw new CoordinatorUnreachableException(
                string.Create(CultureInfo.InvariantCulture, $"no coordinator at {NameOf(way)}: no answer within {patience.TotalSeconds:0.#} s"), exception);
        }
#pragma warning disable CA1031 // A peer may answer with a failure of its own making; an actor system that ends under way throws what it likes.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new CoordinatorUnreachableException($"no coordinator at {NameOf(way)}: {exception.Message}", exception);
        }
    }

    private static WireMessage Read(object answer, CoordinatorSight.Way way)
    {
        try
        {
            return (answer as WireEnvelope)?.Open() switch
            {
                WireMessage.Refused refused => throw new CoordinatorRefusedException(refused.Lines),
                WireMessage.Unavailable unavailable => throw new CoordinatorUnreachableException(
                    $"the coordinator at {NameOf(way)} takes nothing at present: {unavailable.Reason}"),
                { } message => message,
                null => throw new CoordinatorUnreachableException($"no coordinator of ActorSearch at {NameOf(way)}: its answer is no message"),
            };
        }
        catch (WireException exception)
        {
            throw new CoordinatorUnreachableException(
                $"no coordinator of this version of the program at {NameOf(way)}: its answer is not understood: {exception.Message}", exception);
        }
    }

    private static string NameOf(CoordinatorSight.Way way) => $"{way.Coordinator.Host}:{way.Coordinator.Port}";
}
