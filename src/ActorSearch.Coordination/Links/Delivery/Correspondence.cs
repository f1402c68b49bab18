using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>What all workers of a link share: the way to the coordinator, the pauses, and the log of outages.</summary>
internal sealed class Correspondence(ICoordinatorChannel channel, LinkOptions options, OutageLog outages, TimeProvider time)
{
    /// <summary>The pauses and waits.</summary>
    public LinkOptions Options => options;

    /// <summary>A series of pauses.</summary>
    public BackOff BeginBackOff() => new(options.LeastPause, options.MostPause);

    /// <summary>Waits before another try.</summary>
    public Task PauseAsync(TimeSpan pause, CancellationToken cancellation) => Task.Delay(pause, time, cancellation);

    /// <summary>The clock's present, to measure from.</summary>
    public long GetTimestamp() => time.GetTimestamp();

    /// <summary>How long ago that was.</summary>
    public TimeSpan GetElapsedTime(long since) => time.GetElapsedTime(since);

    /// <summary>Says a message once.</summary>
    /// <param name="question">The message.</param>
    /// <param name="fits">Whether an answer is one to it.</param>
    /// <param name="wait">How long the coordinator was asked to hold the answer.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<Outcome<T>> AskAsync<T>(WireMessage question, Predicate<T> fits, TimeSpan wait, CancellationToken cancellation)
        where T : WireMessage =>
        TryAsync(() => channel.AskAsync(question, wait + options.RequestTimeout, cancellation), fits);

    /// <summary>Says a message once, with its own patience.</summary>
    public Task<Outcome<T>> AskShortlyAsync<T>(WireMessage question, TimeSpan patience, CancellationToken cancellation)
        where T : WireMessage =>
        TryAsync<T>(() => channel.AskAsync(question, patience, cancellation), _ => true);

    private async Task<Outcome<T>> TryAsync<T>(Func<Task<WireMessage>> askAsync, Predicate<T> fits)
        where T : WireMessage
    {
        try
        {
            var answer = await askAsync().ConfigureAwait(false);
            if (answer is T fitting && fits(fitting))
            {
                outages.Answered();
                return new Outcome<T>.Answered(fitting);
            }

            outages.Failed($"the coordinator at {channel.Coordinator} answered what it was not asked: {WireCodec.ManifestOf(answer)}");
            return new Outcome<T>.Lost(options.LeastPause);
        }
        catch (CoordinatorUnreachableException exception)
        {
            outages.Failed(exception.Message);
            return new Outcome<T>.Lost(TimeSpan.Zero);
        }
        catch (CoordinatorRefusedException exception) when (exception.IsUnauthorised)
        {
            outages.Failed($"the coordinator at {channel.Coordinator} lets nobody in with this token: {string.Join(' ', exception.Lines)}");
            return new Outcome<T>.Lost(options.UnauthorisedPause);
        }
        catch (CoordinatorRefusedException exception)
        {
            outages.Answered();
            return new Outcome<T>.Refused(exception.Lines, exception.IsUnknown);
        }
        catch (WireException exception)
        {
            return new Outcome<T>.Refused([exception.Message], IsUnknown: false);
        }
    }
}
