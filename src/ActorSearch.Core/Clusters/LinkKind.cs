namespace ActorSearch.Core.Clusters;

/// <summary>What carries messages between worker nodes and their coordinator.</summary>
public enum LinkKind
{
    /// <summary>HTTP, from the workers to the coordinator.</summary>
    Http,

    /// <summary>An Akka cluster of which all nodes are members.</summary>
    Akka,
}
