using ActorSearch.Cli.Clusters.Coordinating;
using ActorSearch.Cli.Clusters.Membership;
using ActorSearch.Cli.Stores;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Cli.Stacks;

/// <summary>The stack of machines whose package feed lacks what the other is made of.</summary>
internal sealed class Stack : IStack
{
    /// <summary>The stack of this build.</summary>
    public static readonly IStack This = new Stack();

    /// <inheritdoc />
    public string Name => "system";

    /// <inheritdoc />
    public StoreFormat DefaultStore => StoreFormat.Sqlite;

    /// <inheritdoc />
    public LinkKind DefaultLink => LinkKind.Http;

    /// <inheritdoc />
    public IStores? LiteDb => null;

    /// <inheritdoc />
    public bool Has(LinkKind link) => link == LinkKind.Http;

    /// <inheritdoc />
    public NodeAddress Check(ClusterMembership membership, bool isCoordinator) => throw new NotSupportedException("this stack has no Akka");

    /// <inheritdoc />
    public Task<ICoordinatorChannel> JoinAsWorkerAsync(ClusterMembership membership, ILoggerFactory logging) =>
        throw new NotSupportedException("this stack has no Akka");

    /// <inheritdoc />
    public Task<ICoordinatorNode> JoinAsCoordinatorAsync(
        ClusterMembership membership, Func<CancellationToken, Task<CoordinatorService>> begin, ILoggerFactory logging) =>
        throw new NotSupportedException("this stack has no Akka");
}
