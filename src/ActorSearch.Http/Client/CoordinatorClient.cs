using System.Globalization;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Client.Feeds;

namespace ActorSearch.Http.Client;

/// <summary>
/// Asks a coordinator once. Every question throws <see cref="CoordinatorUnreachableException"/> where there is no
/// answer and <see cref="CoordinatorRefusedException"/> where there is no other than a refusal.
/// </summary>
public sealed class CoordinatorClient : IDisposable
{
    /// <summary>How long an answer may take beyond what was asked to be waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The coordinator reads the images of a study that is handed in, and may have to fetch them first.</summary>
    private static readonly TimeSpan SubmissionPatience = TimeSpan.FromMinutes(10);

    private readonly HttpChannel _channel;

    /// <summary>Makes a client, which connects when it is asked something.</summary>
    /// <param name="address">The coordinator.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="CoordinatorUnreachableException">The CA file cannot be read.</exception>
    public CoordinatorClient(CoordinatorAddress address, TimeProvider? time = null) =>
        _channel = new HttpChannel(address, time ?? TimeProvider.System);

    /// <summary>The coordinator.</summary>
    public Uri Url => _channel.Url;

    /// <summary>Hands a study in. Doing so twice does no harm: a study that is worked on is joined.</summary>
    public async Task<WireMessage.Submitted> SubmitAsync(WireMessage.Submit study, CancellationToken cancellation)
    {
        try
        {
            return Expect<WireMessage.Submitted>(await _channel.AskAsync(study, SubmissionPatience, cancellation).ConfigureAwait(false));
        }
        catch (WireException exception)
        {
            throw new CoordinatorRefusedException([exception.Message]);
        }
    }

    /// <summary>How the coordinator, its studies and its nodes are.</summary>
    public async Task<ClusterState> StatusAsync(CancellationToken cancellation) =>
        Expect<WireMessage.Status>(await _channel.GetAsync("/v1/status", Patience, cancellation).ConfigureAwait(false)).Cluster;

    /// <summary>What all trials of a study have in common.</summary>
    public async Task<StudyDefinition> DescribeAsync(string study, CancellationToken cancellation) =>
        Expect<WireMessage.StudyDescription>(
            await _channel.GetAsync(HttpChannel.PathOf(study), Patience, cancellation).ConfigureAwait(false)).Definition;

    /// <summary>The next events of a study.</summary>
    /// <param name="study">Its name.</param>
    /// <param name="from">Number of the first event to be had; the study's first is 0.</param>
    /// <param name="wait">How long to wait for one where there is none yet; the coordinator may wait less.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>As many events as one answer holds; the first of more where it broke off.</returns>
    public async Task<EventPage> EventsAsync(string study, long from, TimeSpan wait, CancellationToken cancellation)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture, $"{HttpChannel.PathOf(study)}/events?from={from}&wait_ms={(long)wait.TotalMilliseconds}");
        var (page, broke) = await _channel.ReadAsync(
            path, (stream, stop) => EventLines.ReadAsync(stream, from, stop), EventLines.MediaType, wait + Patience, cancellation)
            .ConfigureAwait(false);
        return page.Events.IsEmpty && broke is not null
            ? throw new CoordinatorUnreachableException($"the events of {study} broke off: {broke.Message}", broke)
            : page;
    }

    public void Dispose() => _channel.Dispose();

    private T Expect<T>(WireMessage answer)
        where T : WireMessage =>
        answer as T ?? throw new CoordinatorUnreachableException(
            $"no coordinator of this version of the program at {Url}: it answered {WireCodec.ManifestOf(answer)}");
}
