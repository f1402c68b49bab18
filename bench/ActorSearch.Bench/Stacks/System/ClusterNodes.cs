using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Bench.Stacks;

/// <summary>Nodes of an Akka cluster, which this stack has not.</summary>
internal static class ClusterNodes
{
    /// <summary>Why there are none, and what would be right; null where there are.</summary>
    public static string? Missing => "--link akka: only a build of the nuget stack has it (docs/STACKS.md)";

    /// <summary>Makes a node that joins a coordinator's cluster.</summary>
    /// <param name="coordinator">The coordinator's node.</param>
    public static Task<ICoordinatorChannel> JoinAsync(NodeAddress coordinator) =>
        throw new NotSupportedException($"the cluster at {coordinator} cannot be joined: {Missing}");
}
