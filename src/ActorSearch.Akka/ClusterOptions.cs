using System.Collections.Immutable;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Akka;

/// <summary>How a node takes part in an Akka cluster.</summary>
/// <param name="Listen">Where it is reached by the other nodes; port 0 takes any that is free.</param>
/// <param name="Seeds">Nodes through which it finds the cluster: the coordinators. A coordinator with none but itself begins a cluster.</param>
public sealed record ClusterOptions(NodeAddress Listen, ImmutableArray<NodeAddress> Seeds)
{
    /// <summary>Text of a HOCON file with settings that win over the built-in ones; null for none.</summary>
    public string? Hocon { get; init; }

    /// <summary>What the text is called, for messages.</summary>
    public string HoconName { get; init; } = "HOCON";
}
