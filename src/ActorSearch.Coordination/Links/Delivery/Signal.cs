using System.Threading.Channels;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>Wakes the one loop that waits for it; raised many times before, it wakes it once.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Wakes the loop.</summary>
    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>Waits to be woken.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _raised.Reader.ReadAsync(cancellation);
}
