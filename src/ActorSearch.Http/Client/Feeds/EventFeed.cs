using ActorSearch.Coordination.Links;
using ActorSearch.Core.Studies;

namespace ActorSearch.Http.Client.Feeds;

/// <summary>
/// A study's events as they happen, each once and in order, over whatever becomes of the connection. It ends where
/// the study is complete and nothing more comes.
/// </summary>
/// <param name="client">The coordinator.</param>
/// <param name="study">The study's name.</param>
/// <param name="time">The clock.</param>
/// <param name="from">Number of the first event to be had.</param>
public sealed class EventFeed(CoordinatorClient client, string study, TimeProvider time, long from = 0) : IAsyncEnumerable<StudyEvent>
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private volatile string? _trouble;
    private volatile bool _hasHeard;

    /// <summary>Why there is nothing to be heard at present, for people; null while all is well.</summary>
    public string? Trouble => _trouble;

    /// <summary>How long the coordinator may be out of reach before the feed gives up; for ever by default.</summary>
    public TimeSpan MaxOutage { get; init; } = TimeSpan.MaxValue;

    /// <summary>The events.</summary>
    /// <exception cref="CoordinatorRefusedException">There is no such study, or the token was refused from the first.</exception>
    /// <exception cref="CoordinatorUnreachableException">The coordinator was out of reach for longer than <see cref="MaxOutage"/>.</exception>
    public async IAsyncEnumerator<StudyEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var version = from;

        // From the middle on only the coordinator knows whether there is anything left to come.
        bool? isComplete = from == 0 ? false : null;
        while (true)
        {
            var asked = version;
            var mayWait = isComplete != true;
            var page = await UntilAnsweredAsync(
                () => client.EventsAsync(study, asked, mayWait ? Wait : TimeSpan.Zero, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var happened in page.Events)
            {
                isComplete = happened switch
                {
                    StudyEvent.Completed => true,
                    StudyEvent.TrialsAdded added when added.Trials.Any(t => t.Rejection is null) => false,
                    _ => isComplete,
                };
                yield return happened;
            }

            version = page.NextVersion;
            if (!page.Events.IsEmpty)
            {
                continue;
            }

            if (isComplete == true)
            {
                yield break;
            }

            isComplete ??= await IsCompleteAsync(cancellationToken).ConfigureAwait(false) ? true : null;
        }
    }

    private async Task<bool> IsCompleteAsync(CancellationToken cancellation)
    {
        var status = await UntilAnsweredAsync(() => client.StatusAsync(cancellation), cancellation).ConfigureAwait(false);
        return status.Studies.Any(s => s.Name == study && s.Ended == s.Trials);
    }

    private async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> askAsync, CancellationToken cancellation)
    {
        var backOff = new BackOff(RetryPauses.Least, RetryPauses.Most);
        var since = time.GetTimestamp();
        while (true)
        {
            TimeSpan pause;
            try
            {
                var answer = await askAsync().ConfigureAwait(false);
                _hasHeard = true;
                _trouble = null;
                return answer;
            }
            catch (CoordinatorUnreachableException exception)
            {
                _trouble = exception.Message;
                if (time.GetElapsedTime(since) > MaxOutage)
                {
                    throw;
                }

                pause = backOff.Next();
            }
            catch (CoordinatorRefusedException exception) when (exception.IsUnauthorised && _hasHeard)
            {
                // The token is being replaced, at one end before the other.
                _trouble = exception.Message;
                pause = RetryPauses.Unauthorised;
            }

            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
        }
    }
}
