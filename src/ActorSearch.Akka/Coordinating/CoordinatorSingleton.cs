using ActorSearch.Akka.Configuration;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton;

namespace ActorSearch.Akka.Coordinating;

/// <summary>Where the coordinator is found in a cluster; part of the protocol.</summary>
internal static class CoordinatorSingleton
{
    /// <summary>The actor, on every node that may coordinate, of whose children one coordinates.</summary>
    public const string ManagerName = "coordinator";

    /// <summary>Its path.</summary>
    public const string ManagerPath = "/user/" + ManagerName;

    private const string Name = "reception";

    /// <summary>
    /// Messages that wait while a node that has just come to coordinate is asked for its actor: a second's worth. Whoever
    /// said one of them says it again anyway.
    /// </summary>
    private const int BufferSize = 200;

    private static readonly TimeSpan IdentifyEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>How a worker's node finds the coordinator.</summary>
    public static ClusterSingletonProxySettings ProxySettings(ActorSystem system) => ClusterSingletonProxySettings.Create(system)
        .WithSingletonName(Name)
        .WithRole(NodeRole.Coordinator)
        .WithSingletonIdentificationInterval(IdentifyEvery)
        .WithBufferSize(BufferSize);

    /// <summary>How the nodes that may coordinate choose one.</summary>
    public static ClusterSingletonManagerSettings ManagerSettings(ActorSystem system) => ClusterSingletonManagerSettings.Create(system)
        .WithSingletonName(Name)
        .WithRole(NodeRole.Coordinator);
}
