namespace ActorSearch.Akka;

/// <summary>A node cannot take part in a cluster as it is set up. The message says why and what would be right, for people.</summary>
public sealed class ClusterStartException : Exception
{
    public ClusterStartException(string message)
        : base(message)
    {
    }

    public ClusterStartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
