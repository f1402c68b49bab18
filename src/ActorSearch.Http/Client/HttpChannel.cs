using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Http.Client.Connections;

namespace ActorSearch.Http.Client;

/// <summary>Messages of the wire over HTTP (docs/PROTOCOL.md).</summary>
/// <param name="address">The coordinator.</param>
/// <param name="time">The clock that answers are waited for by.</param>
/// <exception cref="CoordinatorUnreachableException">The CA file cannot be read.</exception>
public sealed class HttpChannel(CoordinatorAddress address, TimeProvider time) : ICoordinatorChannel, IDisposable
{
    /// <summary>The header of an answer that says which message it is.</summary>
    public const string ManifestHeader = "ActorSearch-Manifest";

    private readonly ConnectionPool _pool = new(address);

    /// <summary>The coordinator.</summary>
    public Uri Url => address.Url;

    /// <inheritdoc />
    public string Coordinator => Url.OriginalString;

    /// <inheritdoc />
    public Task<WireMessage> AskAsync(WireMessage question, TimeSpan patience, CancellationToken cancellation)
    {
        if (question is WireMessage.Describe describe)
        {
            return GetAsync(PathOf(describe.Study), patience, cancellation);
        }

        var path = "/v1/" + WireCodec.ManifestOf(question);
        var body = WireCodec.Encode(question);
        return SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            },
            ReadAnswerAsync,
            patience,
            cancellation);
    }

    /// <summary>Asks for what stands at a path; all else is as for <see cref="AskAsync"/>.</summary>
    public Task<WireMessage> GetAsync(string path, TimeSpan patience, CancellationToken cancellation) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), ReadAnswerAsync, patience, cancellation);

    /// <summary>Asks for what stands at a path and reads it as a stream where the answer is a success; all else is as for <see cref="AskAsync"/>.</summary>
    public Task<T> ReadAsync<T>(
        string path, Func<Stream, CancellationToken, Task<T>> readAsync, string mediaType, TimeSpan patience, CancellationToken cancellation) =>
        SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, path),
            async (response, stop) =>
            {
                if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != mediaType)
                {
                    await ReadAnswerAsync(response, stop).ConfigureAwait(false);
                    throw NoCoordinator($"it answered with {response.Content.Headers.ContentType} where {mediaType} was asked for");
                }

                using var stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
                return await readAsync(stream, stop).ConfigureAwait(false);
            },
            patience,
            cancellation);

    public void Dispose() => _pool.Dispose();

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal static string PathOf(string study) => "/v1/studies/" + Uri.EscapeDataString(study);

    private async Task<T> SendAsync<T>(
        Func<HttpRequestMessage> makeRequest,
        Func<HttpResponseMessage, CancellationToken, Task<T>> readAsync,
        TimeSpan patience,
        CancellationToken cancellation)
    {
        using var tooLong = new CancellationTokenSource(patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, tooLong.Token);
        var connections = _pool.Take();
        var isBroken = true;
        try
        {
            while (true)
            {
                var token = address.Token?.Current;
                using var request = makeRequest();
                request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
                using var response = await connections.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token)
                    .ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.Unauthorized && token is not null && address.Token!.ReadAnew(token))
                {
                    continue;
                }

                var answer = await readAsync(response, stop.Token).ConfigureAwait(false);
                isBroken = false;
                return answer;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            isBroken = false;
            throw new OperationCanceledException(cancellation);
        }
        catch (OperationCanceledException exception)
        {
            var how = tooLong.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"no answer within {patience.TotalSeconds:0.#} s")
                : "no connection in time";
            throw new CoordinatorUnreachableException($"no coordinator at {Authority}: {how}", exception);
        }
        catch (Exception exception) when (TransportFaults.Is(exception))
        {
            throw new CoordinatorUnreachableException(TransportFaults.Describe(Url, exception, connections.Check.Fault), exception);
        }
        catch (CoordinatorRefusedException)
        {
            isBroken = false;
            throw;
        }
        finally
        {
            _pool.Return(connections, isBroken);
        }
    }

    private string Authority => Url.GetLeftPart(UriPartial.Authority);

    private async Task<WireMessage> ReadAnswerAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var manifest = response.Headers.TryGetValues(ManifestHeader, out var values) ? string.Join(',', values) : null;
        if (manifest is null)
        {
            throw NoCoordinator(string.Create(
                CultureInfo.InvariantCulture, $"what answers there is no coordinator of ActorSearch (status {(int)response.StatusCode})"));
        }

        try
        {
            var body = await ReadBodyAsync(response, WireCodec.MaxBytes(manifest), cancellation).ConfigureAwait(false);
            return WireCodec.Decode(manifest, body.Span) switch
            {
                WireMessage.Refused refused => throw Refused(refused.Lines, response.StatusCode),
                WireMessage.Unavailable unavailable => throw new CoordinatorUnreachableException(
                    $"the coordinator at {Authority} takes nothing at present: {unavailable.Reason}"),
                var answer when response.IsSuccessStatusCode => answer,
                _ => throw NoCoordinator(string.Create(
                    CultureInfo.InvariantCulture, $"it answered {manifest} with status {(int)response.StatusCode}")),
            };
        }
        catch (WireException exception)
        {
            throw new CoordinatorUnreachableException(
                $"no coordinator of this version of the program at {Authority}: its answer is not understood: {exception.Message}", exception);
        }
    }

    private static CoordinatorRefusedException Refused(ImmutableArray<string> lines, HttpStatusCode status) => new(
        lines,
        status switch
        {
            HttpStatusCode.Unauthorized => CoordinatorRefusal.Unauthorised,
            HttpStatusCode.NotFound => CoordinatorRefusal.Unknown,
            _ => CoordinatorRefusal.Message,
        });

    private CoordinatorUnreachableException NoCoordinator(string what) => new($"no coordinator at {Authority}: {what}");

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, int most, CancellationToken cancellation)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > most)
            {
                break; // The codec says so in its own words.
            }
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
