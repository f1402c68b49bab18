using Akka.Actor;

namespace ActorSearch.Akka.Asking;

/// <summary>The way to the coordinator while there is one, and why there is none otherwise. Shared by the watch, which knows, and those who ask.</summary>
internal sealed class CoordinatorSight : IDisposable
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<Way> _next = NewSource();
    private CancellationTokenSource? _lost;
    private Way? _way;
    private string _why = "no node of the cluster has answered yet";

    /// <summary>Why there is no way, for people.</summary>
    public string Why
    {
        get
        {
            lock (_lock)
            {
                return _why;
            }
        }
    }

    /// <summary>The present way; null where there is none.</summary>
    public Way? Present
    {
        get
        {
            lock (_lock)
            {
                return _way;
            }
        }
    }

    /// <summary>There is a way.</summary>
    /// <param name="proxy">Takes what is to be said.</param>
    /// <param name="coordinator">The node that coordinates.</param>
    public void Show(IActorRef proxy, Address coordinator)
    {
        lock (_lock)
        {
            if (_way is { } way && way.Proxy.Equals(proxy) && way.Coordinator.Equals(coordinator))
            {
                return;
            }

            Lose();
            _lost = new CancellationTokenSource();
            _way = new Way(proxy, coordinator, _lost.Token);
            _next.TrySetResult(_way);
        }
    }

    /// <summary>There is no way any more: whoever waits for an answer is told at once.</summary>
    public void Hide(string why)
    {
        lock (_lock)
        {
            _why = why;
            Lose();
        }
    }

    /// <summary>Waits for a way; null where none comes in time.</summary>
    public async Task<Way?> UntilPresentAsync(TimeSpan patience, CancellationToken cancellation)
    {
        Task<Way> next;
        lock (_lock)
        {
            if (_way is not null)
            {
                return _way;
            }

            next = _next.Task;
        }

        try
        {
            return await next.WaitAsync(patience, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Whoever still waits for an answer is told.</summary>
    public void Dispose() => Hide("this node is leaving the cluster");

    private static TaskCompletionSource<Way> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Lose()
    {
        if (_way is null)
        {
            return;
        }

        _way = null;
        _next = NewSource();

        // Elsewhere: what waits for an answer goes on from here, and is not to hold the lock.
        var lost = _lost!;
        _ = Task.Run(lost.Cancel);
    }

    /// <summary>A way to the coordinator.</summary>
    /// <param name="Proxy">Takes what is to be said.</param>
    /// <param name="Coordinator">The node that coordinates.</param>
    /// <param name="Lost">Cancelled once the way is no more.</param>
    internal sealed record Way(IActorRef Proxy, Address Coordinator, CancellationToken Lost);
}
