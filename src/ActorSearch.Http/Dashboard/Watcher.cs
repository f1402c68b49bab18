using System.Threading.Channels;

namespace ActorSearch.Http.Dashboard;

/// <summary>One who watches. What he has not taken yet is bounded; beyond that he is told to reload, and nobody waits for him.</summary>
internal sealed class Watcher : IDisposable
{
    /// <summary>More than changes that are kept, so that a late one gets these and still has room.</summary>
    public const int MaxFrames = 2 * LiveChannel.MaxKept;

    private readonly Channel<StreamFrame> _frames =
        Channel.CreateBounded<StreamFrame>(new BoundedChannelOptions(MaxFrames) { SingleReader = false, SingleWriter = false });

    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<Watcher> _onLeft;
    private bool _hasLast;

    public Watcher(Action<Watcher> onLeft) => _onLeft = onLeft;

    /// <summary>Done when he is gone or has taken all.</summary>
    public Task Left => _left.Task;

    /// <summary>Adds what is to be sent. Calls must not overlap.</summary>
    public void Add(StreamFrame frame)
    {
        if (_hasLast)
        {
            return;
        }

        if (!_frames.Writer.TryWrite(frame))
        {
            while (_frames.Reader.TryRead(out _))
            {
            }

            frame = StreamFrame.Reload;
            _frames.Writer.TryWrite(frame);
        }

        _hasLast = frame.IsLast;
    }

    /// <summary>The next to send; a heartbeat where nothing comes for a while.</summary>
    public async Task<StreamFrame> NextAsync(TimeSpan patience, CancellationToken aborted)
    {
        if (_frames.Reader.TryRead(out var ready))
        {
            return ready;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        waiting.CancelAfter(patience);
        try
        {
            return await _frames.Reader.ReadAsync(waiting.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return StreamFrame.Heartbeat;
        }
    }

    /// <summary>He is gone.</summary>
    public void Dispose()
    {
        _onLeft(this);
        _left.TrySetResult();
    }
}
