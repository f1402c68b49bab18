using System.Text.Json.Nodes;
using ActorSearch.Core.Protocol;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Clusters;

/// <summary>Follows what a coordinator shows of a study, through the coordinator's deaths, so that it can be held to it.</summary>
internal sealed class EventFeed : IAsyncDisposable
{
    private static readonly HttpClient Http = Onlooker.MakeClient();
    private readonly List<(string Kind, JsonNode Body)> _shown = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _following;

    /// <summary>Begins to follow.</summary>
    public EventFeed(string coordinator) => _following = FollowAsync(coordinator);

    /// <summary>Makes sure that the store holds what was shown, event by event.</summary>
    /// <returns>Number of events that were shown.</returns>
    public async Task<int> CheckAsync(StoredStudy study, string store)
    {
        await _end.CancelAsync();
        await _following;
        for (var version = 0; version < _shown.Count; version++)
        {
            var (kind, body) = _shown[version];
            Breach.Require(version < study.Events.Count, $"event {version}, {kind}, was shown and is not in {store}: {body}");
            var stored = study.Events[version];
            Breach.Require(
                kind == StudyEventJson.KindOf(stored) && JsonNode.DeepEquals(body, JsonNode.Parse(StudyEventJson.Encode(stored))),
                $"event {version} was shown as {kind} {body}, and {store} holds {stored}");
        }

        return _shown.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _end.Dispose();
    }

    private async Task FollowAsync(string coordinator)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var page = await Http.GetStringAsync(
                    $"{coordinator}/v1/studies/{FaultsGrid.Study}/events?from={_shown.Count}&wait_ms=1000", _end.Token);
                foreach (var line in page.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    var shown = JsonNode.Parse(line)!;
                    Breach.Require((int)shown["version"]! == _shown.Count, $"after event {_shown.Count - 1} comes: {line}");
                    _shown.Add(((string)shown["kind"]!, shown["body"]!));
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
            {
                // The coordinator is away, or this is over.
                await Task.Delay(100, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
