using System.Collections.Immutable;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Client;
using ActorSearch.Http.Client.Feeds;

namespace ActorSearch.Cli.Clusters.Following;

/// <summary>Follows a study of a coordinator as if it ran here.</summary>
internal sealed class StudyFollower
{
    private readonly CoordinatorClient _client;
    private readonly string _study;
    private EventFeed? _feed;

    public StudyFollower(CoordinatorClient client, string study)
    {
        _client = client;
        _study = study;
    }

    /// <summary>How long a coordinator may be out of reach before it is given up.</summary>
    public static readonly TimeSpan MaxOutage = TimeSpan.FromMinutes(30);

    /// <summary>Why there is nothing to be heard at present; null while all is well.</summary>
    public string? Trouble => _feed?.Trouble;

    /// <summary>The study as it was seen last.</summary>
    public StudyState State { get; private set; } = StudyState.Empty;

    /// <summary>Reads all that has happened so far.</summary>
    /// <param name="onEvent">Is shown every event of it.</param>
    /// <param name="cancellation">Leaves.</param>
    /// <returns>Number of the next event.</returns>
    public async Task<long> CatchUpAsync(Action<StudyEvent> onEvent, CancellationToken cancellation)
    {
        var version = 0L;
        while (true)
        {
            var page = await _client.EventsAsync(_study, version, TimeSpan.Zero, cancellation).ConfigureAwait(false);
            if (page.Events.IsEmpty)
            {
                return version;
            }

            State = Study.Apply(State, page.Events);
            foreach (var happened in page.Events)
            {
                onEvent(happened);
            }

            version = page.NextVersion;
        }
    }

    /// <summary>Follows the study to its end.</summary>
    /// <param name="from">Number of the first event that was not seen.</param>
    /// <param name="observer">Is shown the study once it is open, then every event.</param>
    /// <param name="cancellation">Leaves; the study goes on.</param>
    public async Task FollowAsync(long from, ISearchObserver observer, CancellationToken cancellation)
    {
        var isShown = from > 0;
        if (isShown)
        {
            observer.Recorded(State, []);
        }

        _feed = new EventFeed(_client, _study, TimeProvider.System, from) { MaxOutage = MaxOutage };
        var opening = ImmutableArray.CreateBuilder<StudyEvent>();
        await foreach (var happened in _feed.WithCancellation(cancellation).ConfigureAwait(false))
        {
            State = Study.Apply(State, happened);
            if (isShown)
            {
                observer.Recorded(State, [happened]);
            }
            else
            {
                // What begins a study is one step for whoever looks on.
                opening.Add(happened);
                if (happened is StudyEvent.Opened or StudyEvent.Completed)
                {
                    isShown = true;
                    observer.Recorded(State, opening.DrainToImmutable());
                }
            }

            if (happened is StudyEvent.Completed && State.AllEnded)
            {
                return;
            }
        }
    }
}
