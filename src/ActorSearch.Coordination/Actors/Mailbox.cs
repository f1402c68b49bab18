using System.Threading.Channels;

namespace ActorSearch.Coordination.Actors;

/// <summary>
/// An actor's queue: many senders, one reader, a bound on what is sent unasked. Answers to the actor's own questions
/// always find room, so that two actors that are busy with each other never wait for each other.
/// </summary>
/// <typeparam name="T">The one message type of the actor.</typeparam>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to dispose of.
public sealed class Mailbox<T> : IActorRef<T>
#pragma warning restore CA1001
{
    /// <summary>More than all senders that could ever wait.</summary>
    private const int RoomForAll = 1_000_000_000;

    private readonly Channel<(T Message, bool TookRoom)> _channel =
        Channel.CreateUnbounded<(T, bool)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SemaphoreSlim _room;

    /// <summary>Makes an empty mailbox.</summary>
    /// <param name="capacity">Messages it holds before senders wait.</param>
    public Mailbox(int capacity) => _room = new SemaphoreSlim(capacity);

    /// <inheritdoc />
    public bool TryTell(T message) => _room.Wait(0) && Write(message);

    /// <inheritdoc />
    public async ValueTask TellAsync(T message)
    {
        if (!_room.Wait(0))
        {
            await _room.WaitAsync().ConfigureAwait(false);
        }

        Write(message);
    }

    /// <inheritdoc />
    public void Answer(T message) => _channel.Writer.TryWrite((message, false));

    /// <summary>Waits for messages and takes all that are there, up to a number.</summary>
    /// <param name="into">Cleared, then filled; stays empty only when the mailbox is closed and read to its end.</param>
    /// <param name="most">The most messages to take.</param>
    public async ValueTask ReceiveAsync(List<T> into, int most)
    {
        into.Clear();
        while (into.Count == 0 && await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var freed = 0;
            while (into.Count < most && _channel.Reader.TryRead(out var entry))
            {
                into.Add(entry.Message);
                freed += entry.TookRoom ? 1 : 0;
            }

            if (freed > 0)
            {
                _room.Release(freed);
            }
        }
    }

    /// <summary>Takes no more messages; what is there can still be read. Senders that wait go on, their messages lost.</summary>
    public void Close()
    {
        if (_channel.Writer.TryComplete())
        {
            _room.Release(RoomForAll);
        }
    }

    private bool Write(T message) => _channel.Writer.TryWrite((message, true));
}
