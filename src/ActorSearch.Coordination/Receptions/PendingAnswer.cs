using ActorSearch.Coordination.Actors;

namespace ActorSearch.Coordination.Receptions;

/// <summary>
/// The address of one request: an actor that takes one message, which is the request's answer. Whatever else is sent
/// to it comes too late and is dropped.
/// </summary>
/// <typeparam name="T">What answers.</typeparam>
internal sealed class PendingAnswer<T> : IActorRef<T>
{
    // The coordinator answers; the rest of the request is not its work.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer, once it is there.</summary>
    public Task<T> Task => _answer.Task;

    /// <inheritdoc />
    public bool TryTell(T message) => _answer.TrySetResult(message);

    /// <inheritdoc />
    public ValueTask TellAsync(T message)
    {
        _answer.TrySetResult(message);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public void Answer(T message) => _answer.TrySetResult(message);
}
