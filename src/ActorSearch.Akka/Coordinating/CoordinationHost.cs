namespace ActorSearch.Akka.Coordinating;

/// <summary>
/// Begins and ends a coordinator's work, one after the other and never two at a time, whatever actor systems come and go:
/// a store has one coordinator.
/// </summary>
internal sealed class CoordinationHost(Func<CancellationToken, Task<ICoordinating>> begin)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _last = Task.CompletedTask;
    private CancellationTokenSource? _ending;

    /// <summary>Ends when the work ended by itself, or could not be begun, with its failure.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Begins, once what was before has ended.</summary>
    /// <exception cref="OperationCanceledException">It was ended before it had begun.</exception>
    public Task<ICoordinating> BeginAsync()
    {
        lock (_lock)
        {
            var ending = new CancellationTokenSource();
            var work = new TaskCompletionSource<ICoordinating>(TaskCreationOptions.RunContinuationsAsynchronously);
            var before = EndLast();
            _ending = ending;
            _last = Task.Run(() => CoordinateAsync(before, work, ending));
            return work.Task;
        }
    }

    /// <summary>Ends what was begun; done when it has ended.</summary>
    public Task EndAsync()
    {
        lock (_lock)
        {
            return EndLast();
        }
    }

    private Task EndLast()
    {
        if (_ending is { } ending)
        {
            _ending = null;
            _ = Task.Run(ending.Cancel);
        }

        return _last;
    }

    private async Task CoordinateAsync(Task before, TaskCompletionSource<ICoordinating> work, CancellationTokenSource ending)
    {
        await before.ConfigureAwait(false);
        try
        {
            ending.Token.ThrowIfCancellationRequested();
            var coordinating = await begin(ending.Token).ConfigureAwait(false);
            work.SetResult(coordinating);
            await using (coordinating.ConfigureAwait(false))
            {
                await coordinating.Completion.WaitAsync(ending.Token).ConfigureAwait(false);
            }

            _completion.TrySetResult();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            work.TrySetCanceled(ending.Token);
        }
#pragma warning disable CA1031 // Whatever it is that keeps this node from coordinating, its program is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            work.TrySetException(exception);
            _ = work.Task.Exception;
            _completion.TrySetException(exception);
        }
    }
}
