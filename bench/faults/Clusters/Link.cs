namespace ActorSearch.Faults.Clusters;

/// <summary>What carries the messages between worker nodes and their coordinator.</summary>
public enum Link
{
    Akka,
    Http,
}
