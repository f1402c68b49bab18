using ActorSearch.Akka;
using ActorSearch.Cli.Clusters.Coordinating;
using ActorSearch.Cli.Clusters.Membership;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Stores;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Cli.Stacks;

/// <summary>The stack of machines whose package feed has everything.</summary>
internal sealed class Stack : IStack
{
    /// <summary>The stack of this build.</summary>
    public static readonly IStack This = new Stack();

    /// <inheritdoc />
    public string Name => "nuget";

    /// <inheritdoc />
    public StoreFormat DefaultStore => StoreFormat.LiteDb;

    /// <inheritdoc />
    public LinkKind DefaultLink => LinkKind.Akka;

    /// <inheritdoc />
    public IStores? LiteDb { get; } = new LiteDbStores();

    /// <inheritdoc />
    public bool Has(LinkKind link) => true;

    /// <inheritdoc />
    public NodeAddress Check(ClusterMembership membership, bool isCoordinator)
    {
        Func<ClusterOptions, NodeAddress> check = isCoordinator ? CoordinatorMember.Check : ClusterChannel.Check;
        try
        {
            return check(OptionsOf(membership));
        }
        catch (ClusterStartException exception)
        {
            throw new InputException(exception.Message);
        }
    }

    /// <inheritdoc />
    public async Task<ICoordinatorChannel> JoinAsWorkerAsync(ClusterMembership membership, ILoggerFactory logging)
    {
        try
        {
            return await ClusterChannel.JoinAsync(OptionsOf(membership), logging).ConfigureAwait(false);
        }
        catch (ClusterStartException exception)
        {
            throw new InputException(exception.Message);
        }
    }

    /// <inheritdoc />
    public async Task<ICoordinatorNode> JoinAsCoordinatorAsync(
        ClusterMembership membership, Func<CancellationToken, Task<CoordinatorService>> begin, ILoggerFactory logging)
    {
        try
        {
            return new CoordinatorNode(await CoordinatorMember.JoinAsync(
                OptionsOf(membership), async stop => new Coordinating(await begin(stop).ConfigureAwait(false)), logging).ConfigureAwait(false));
        }
        catch (ClusterStartException exception)
        {
            throw new InputException(exception.Message);
        }
    }

    private static ClusterOptions OptionsOf(ClusterMembership membership) => new(membership.Address, membership.Seeds)
    {
        Hocon = membership.Hocon,
        HoconName = membership.HoconName,
    };
}
