using ActorSearch.Coordination.Receptions;

namespace ActorSearch.Akka;

/// <summary>The work of a coordinator, begun on the node that the cluster has chosen for it. To dispose of it ends it in good order.</summary>
public interface ICoordinating : IAsyncDisposable
{
    /// <summary>Takes what nodes of the cluster say.</summary>
    Reception Reception { get; }

    /// <summary>Ends when the work ends by itself; faulted where it failed.</summary>
    Task Completion { get; }
}
