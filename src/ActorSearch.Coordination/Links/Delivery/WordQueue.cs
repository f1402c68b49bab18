using System.Threading.Channels;
using ActorSearch.Coordination.Coordinators;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>What a worker says of attempts, renewals apart: one word at a time, in its order, each until it is answered.</summary>
internal sealed class WordQueue(WordDelivery delivery)
{
    // A worker holds its trials' worth of words at most: it asks for the next trial only when it is through with these.
    private readonly Channel<CoordinatorMessage.OnAttempt> _words =
        Channel.CreateUnbounded<CoordinatorMessage.OnAttempt>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Takes a word.</summary>
    public void Put(CoordinatorMessage.OnAttempt word) => _words.Writer.TryWrite(word);

    /// <summary>Delivers until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (var word in _words.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            var backOff = delivery.BeginBackOff();
            while (await delivery.TryAsync(word, cancellation).ConfigureAwait(false) is { } atLeast)
            {
                await delivery.PauseAsync(backOff, atLeast, cancellation).ConfigureAwait(false);
            }
        }
    }
}
