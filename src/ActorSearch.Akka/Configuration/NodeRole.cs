namespace ActorSearch.Akka.Configuration;

/// <summary>What a node of a cluster is there for, as Akka's roles.</summary>
internal static class NodeRole
{
    /// <summary>May coordinate.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Has workers.</summary>
    public const string Worker = "worker";
}
