namespace ActorSearch.Cli.Clusters.Membership;

/// <summary>A coordinator's node of a cluster, which coordinates while the cluster wants it to. To dispose of it leaves the cluster.</summary>
internal interface ICoordinatorNode : IAsyncDisposable
{
    /// <summary>Ends when coordinating ended by itself or could not be begun, with its failure.</summary>
    Task Completion { get; }
}
