namespace ActorSearch.Coordination.Actors;

/// <summary>Where messages for an actor go, wherever it lives.</summary>
/// <typeparam name="T">The messages it takes.</typeparam>
public interface IActorRef<in T>
{
    /// <summary>Sends without waiting; false when the mailbox is full or the actor has stopped.</summary>
    bool TryTell(T message);

    /// <summary>Sends, and waits while the mailbox is full. A message to a stopped actor is lost.</summary>
    ValueTask TellAsync(T message);

    /// <summary>Sends an answer to something that the actor asked. Never waits: the actor's own questions bound the answers.</summary>
    void Answer(T message);
}
