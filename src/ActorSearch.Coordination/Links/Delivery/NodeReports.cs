using System.Threading.Channels;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>Tells how the node is: the newest report only, and once only.</summary>
internal sealed class NodeReports(Correspondence correspondence)
{
    private readonly Channel<NodeState> _newest = Channel.CreateBounded<NodeState>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Takes a report, in place of one that waits.</summary>
    public void Put(NodeState node) => _newest.Writer.TryWrite(node);

    /// <summary>Takes no more reports; one that waits is still told.</summary>
    public void Close() => _newest.Writer.TryComplete();

    /// <summary>Tells until closed or cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (var node in _newest.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            await correspondence.AskAsync<WireMessage.Noted>(
                new WireMessage.NodeReport(node), _ => true, wait: TimeSpan.Zero, cancellation).ConfigureAwait(false);
        }
    }
}
