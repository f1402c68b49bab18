using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>What the coordinator takes: a command, and who waits for the answer.</summary>
/// <param name="Command">What is asked of the study.</param>
/// <param name="ReplyTo">The worker to answer; null where nobody waits.</param>
public sealed record CoordinatorMessage(StudyCommand Command, IActorRef<WorkerMessage>? ReplyTo);
