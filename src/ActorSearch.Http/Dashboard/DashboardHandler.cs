using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ActorSearch.Http.Dashboard;

/// <summary>Answers the requests of those who watch: the page, its document, the changes.</summary>
internal sealed partial class DashboardHandler(
    DashboardOptions options, RequestGuard guard, Lazy<ReadOnlyMemory<byte>> page, LiveChannel channel, ILogger log, CancellationToken stopping)
{
    public const string PagePath = "/";
    public const string DocumentPath = "/data";
    public const string ChangesPath = "/events";

    private const string PagePolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string Policy = "default-src 'none'; " + PagePolicy;

    /// <summary>Answers a request. Never throws.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or IOException or BadHttpRequestException || context.RequestAborted.IsCancellationRequested)
        {
            // The peer is gone, or what it sends is no request.
            context.Abort();
        }
#pragma warning disable CA1031 // Whatever goes wrong for one watcher must harm neither the others nor the search.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
            context.Abort();
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value;
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = path == PagePath ? PagePolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (guard.Refuse(context.Request.Headers, isPage: path == PagePath) is { } refusal)
        {
            return TextAsync(context, StatusCodes.Status403Forbidden, refusal);
        }

        if (path is not (PagePath or DocumentPath or ChangesPath))
        {
            return TextAsync(context, StatusCodes.Status404NotFound, "there is nothing here; the page is at /");
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            headers.Allow = HttpMethods.Get;
            return TextAsync(context, StatusCodes.Status405MethodNotAllowed, "only GET is answered");
        }

        return path switch
        {
            PagePath => BytesAsync(context, StatusCodes.Status200OK, "text/html; charset=utf-8", page.Value),
            DocumentPath => DocumentAsync(context),
            _ => ChangesAsync(context),
        };
    }

    private async Task DocumentAsync(HttpContext context)
    {
        var request = context.Request.Headers;
        var headers = context.Response.Headers;
        if (await channel.DocumentAsync(options.DocumentWithin, context.RequestAborted).ConfigureAwait(false) is not { } document)
        {
            headers.RetryAfter = "1";
            await TextAsync(context, StatusCodes.Status503ServiceUnavailable, "the study has not begun yet").ConfigureAwait(false);
            return;
        }

        headers.ETag = $"\"{document.Tag}\"";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (request.IfNoneMatch.ToString() == headers.ETag.ToString())
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var packs = request.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (packs)
        {
            headers.ContentEncoding = "gzip";
        }

        await BytesAsync(
            context, StatusCodes.Status200OK, "application/json", packs ? document.Packed : document.Json).ConfigureAwait(false);
    }

    private async Task ChangesAsync(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var response = context.Response;
        response.ContentType = "text/event-stream";

        // A browser that connects again by itself says how far it came, and asks with what it was first given.
        var from = context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] ? last : context.Request.Query["from"].ToString();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        using var watcher = channel.Watch(from);
        var frame = StreamFrame.Heartbeat; // Says at once that the stream is there.
        while (true)
        {
            await response.Body.WriteAsync(frame.Bytes, leaving.Token).ConfigureAwait(false);
            await response.Body.FlushAsync(leaving.Token).ConfigureAwait(false);
            if (frame.IsLast)
            {
                return;
            }

            frame = await watcher.NextAsync(options.HeartbeatEvery, leaving.Token).ConfigureAwait(false);
        }
    }

    private static Task TextAsync(HttpContext context, int status, string text) =>
        BytesAsync(context, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));

    private static async Task BytesAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "a request to the dashboard failed")]
    private partial void LogFailed(Exception exception);
}
