using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Bench.Stacks;

/// <summary>Nodes of an Akka cluster, which this stack has not.</summary>
internal static class ClusterNodes
{
    /// <summary>Makes a node that joins a coordinator's cluster.</summary>
    /// <param name="coordinator">The coordinator's node.</param>
    public static Task<ICoordinatorChannel> JoinAsync(NodeAddress coordinator) =>
        throw new NotSupportedException($"the cluster at {coordinator} cannot be joined: only the nuget stack has the akka link (docs/STACKS.md)");
}
