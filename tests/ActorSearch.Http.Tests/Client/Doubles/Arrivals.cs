using System.Threading.Channels;

namespace ActorSearch.Http.Tests.Client.Doubles;

/// <summary>Things that come, for one test that waits for them.</summary>
internal sealed class Arrivals
{
    private readonly Channel<bool> _channel = Channel.CreateUnbounded<bool>();

    public void Add() => _channel.Writer.TryWrite(true);

    /// <summary>Waits for one more.</summary>
    public async Task NextAsync()
    {
        using var deadline = new CancellationTokenSource(Patience.Limit);
        await _channel.Reader.ReadAsync(deadline.Token);
    }

    /// <summary>Waits until something holds that can only come to hold as things come.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await NextAsync();
        }
    }
}
