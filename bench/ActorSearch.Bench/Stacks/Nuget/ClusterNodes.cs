using ActorSearch.Akka;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorSearch.Bench.Stacks;

/// <summary>Nodes of an Akka cluster, each with an actor system of its own.</summary>
internal static class ClusterNodes
{
    /// <summary>Why there are none, and what would be right; null where there are.</summary>
    public static string? Missing => null;

    /// <summary>Makes a node that joins a coordinator's cluster.</summary>
    /// <param name="coordinator">The coordinator's node.</param>
    public static async Task<ICoordinatorChannel> JoinAsync(NodeAddress coordinator) =>
        await ClusterChannel.JoinAsync(new ClusterOptions(new NodeAddress("127.0.0.1", 0), [coordinator]), NullLoggerFactory.Instance);
}
