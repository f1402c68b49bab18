using System.Collections.Immutable;
using ActorSearch.Bench.Stacks;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Http.Client;

namespace ActorSearch.Bench.Swarm;

/// <summary>The worker nodes of a swarm: they carry what its workers say to the coordinator, over its link, and count it.</summary>
internal sealed class SwarmNodes : IAsyncDisposable
{
    private const int MaxTries = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ImmutableArray<ICoordinatorChannel> _channels;
    private long _messages;
    private long _retries;

    private SwarmNodes(ImmutableArray<ICoordinatorChannel> channels) => _channels = channels;

    /// <summary>Messages that were answered.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Messages that had to be said again, since the coordinator could not take them.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Makes so many nodes.</summary>
    public static async Task<SwarmNodes> MakeAsync(CoordinatorProcess coordinator, int count)
    {
        var channels = ImmutableArray.CreateBuilder<ICoordinatorChannel>(count);
        while (channels.Count < count)
        {
            channels.Add(coordinator.ClusterNode is { } node
                ? await ClusterNodes.JoinAsync(node)
                : new HttpChannel(new CoordinatorAddress(coordinator.Address), TimeProvider.System));
        }

        return new SwarmNodes(channels.MoveToImmutable());
    }

    /// <summary>Says a message until it is answered.</summary>
    /// <param name="worker">Number of the worker that says it; the workers are dealt out to the nodes.</param>
    /// <param name="message">The message.</param>
    /// <param name="wait">How long the coordinator was asked to keep it.</param>
    public async Task<WireMessage> SayAsync(int worker, WireMessage message, TimeSpan wait)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var answer = await _channels[worker % _channels.Length].AskAsync(message, wait + Patience, CancellationToken.None);
                Interlocked.Increment(ref _messages);
                return answer;
            }
            catch (CoordinatorUnreachableException) when (tries < MaxTries)
            {
                Interlocked.Increment(ref _retries);
                await Task.Delay(Pause);
            }
        }
    }

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_channels.Select(c => c.DisposeAsync().AsTask()));
}
