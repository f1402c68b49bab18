using System.Net;
using System.Net.Http.Headers;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Bench.Swarm;

/// <summary>Speaks to a coordinator over HTTP for all simulated workers, and counts what is said.</summary>
internal sealed class CoordinatorLine : IDisposable
{
    private const string ManifestHeader = "ActorSearch-Manifest";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;
    private long _messages;
    private long _retries;

    public CoordinatorLine(Uri address) => _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>Messages that were answered.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Messages that had to be said again, since the coordinator could not take them.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Says a message until it is answered.</summary>
    public async Task<WireMessage> SayAsync(WireMessage message, CancellationToken stop)
    {
        var body = WireCodec.Encode(message);
        while (true)
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
            using var answer = await _http.PostAsync($"v1/{WireCodec.ManifestOf(message)}", content, stop);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                Interlocked.Increment(ref _messages);
                return await ReadAsync(answer, stop);
            }

            Interlocked.Increment(ref _retries);
            await Task.Delay(Pause, stop);
        }
    }

    /// <summary>Hands a study in.</summary>
    public async Task SubmitAsync(string experiment, string study)
    {
        var answer = await SayAsync(new WireMessage.Submit(experiment, $"{study}.yaml", Resume: false, Extend: false), CancellationToken.None);
        if (answer is WireMessage.Refused refused)
        {
            throw new InvalidOperationException(string.Join('\n', refused.Lines));
        }
    }

    /// <summary>Fails unless the coordinator says that all of a study's trials have their outcome.</summary>
    public async Task MustHaveEndedAsync(string study, int trials)
    {
        using var answer = await _http.GetAsync(new Uri("v1/status", UriKind.Relative));
        var status = (WireMessage.Status)await ReadAsync(answer, CancellationToken.None);
        if (status.Cluster.Studies.SingleOrDefault(s => s.Name == study) is not { Failed: 0, Running: 0 } summary
            || summary.Trials != trials || summary.Ended != trials)
        {
            throw new InvalidOperationException($"the study {study} did not complete: {string.Join(", ", status.Cluster.Studies)}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<WireMessage> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        var manifest = answer.Headers.TryGetValues(ManifestHeader, out var values) ? values.First() : string.Empty;
        return WireCodec.Decode(manifest, await answer.Content.ReadAsByteArrayAsync(stop));
    }
}
