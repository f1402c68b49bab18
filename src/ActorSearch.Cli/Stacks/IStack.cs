using ActorSearch.Cli.Clusters.Coordinating;
using ActorSearch.Cli.Clusters.Membership;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Stores;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Cli.Stacks;

/// <summary>What builds have of one stack and not of the other (docs/STACKS.md).</summary>
internal interface IStack
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>The kind of store of those who name none.</summary>
    StoreFormat DefaultStore { get; }

    /// <summary>The link of those who name none.</summary>
    LinkKind DefaultLink { get; }

    /// <summary>Whether a link can be had.</summary>
    bool Has(LinkKind link);

    /// <summary>Opens stores of LiteDB; null where they cannot be had.</summary>
    IStores? LiteDb { get; }

    /// <summary>Checks what is to join an Akka cluster, as far as that goes without joining.</summary>
    /// <param name="membership">Where and how.</param>
    /// <param name="isCoordinator">Whether it is a coordinator's node, and not a worker's.</param>
    /// <returns>Where other nodes will reach it, by all settings.</returns>
    /// <exception cref="InputException">The settings are wrong, or unsafe.</exception>
    NodeAddress Check(ClusterMembership membership, bool isCoordinator);

    /// <summary>Joins an Akka cluster as a worker's node.</summary>
    /// <exception cref="InputException">The settings are wrong.</exception>
    Task<ICoordinatorChannel> JoinAsWorkerAsync(ClusterMembership membership, ILoggerFactory logging);

    /// <summary>Joins an Akka cluster as a coordinator's node.</summary>
    /// <param name="membership">Where.</param>
    /// <param name="begin">Begins to coordinate; called whenever the cluster has chosen this node.</param>
    /// <param name="logging">The log.</param>
    /// <exception cref="InputException">The settings are wrong.</exception>
    Task<ICoordinatorNode> JoinAsCoordinatorAsync(
        ClusterMembership membership, Func<CancellationToken, Task<CoordinatorService>> begin, ILoggerFactory logging);
}
