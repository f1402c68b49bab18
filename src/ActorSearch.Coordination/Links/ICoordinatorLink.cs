using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Links;

/// <summary>
/// A worker node's way to the coordinator, over whatever network. It reconnects by itself, keeps what it was given to
/// deliver until it is answered, and answers every claim exactly once.
/// </summary>
public interface ICoordinatorLink : IAsyncDisposable
{
    /// <summary>The coordinator, for one worker: what the worker says of attempts arrives in the order in which it said it.</summary>
    /// <param name="worker">The worker's name.</param>
    IActorRef<CoordinatorMessage> For(string worker);

    /// <summary>What all trials of a study have in common; waits until the coordinator can be asked.</summary>
    /// <exception cref="StudyRefusedException">The coordinator has no such study.</exception>
    Task<StudyDefinition> DescribeAsync(string study, CancellationToken cancellation);

    /// <summary>Tells how the node is; lost where the coordinator cannot be reached.</summary>
    void Tell(NodeState node);
}
