using System.Globalization;
using ActorSearch.Core.Protocol.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ActorSearch.Http.Server;

/// <summary>Writes what is answered.</summary>
internal static class Answers
{
    /// <summary>Says which message the body of an answer is.</summary>
    public const string ManifestHeader = "ActorSearch-Manifest";

    private const int RetryAfterSeconds = 1;

    /// <summary>Answers with a message. One that tells that something is unavailable says by itself with which status.</summary>
    public static Task MessageAsync(HttpContext context, WireMessage message, int status = StatusCodes.Status200OK)
    {
        var response = context.Response;
        if (message is WireMessage.Unavailable)
        {
            status = status == StatusCodes.Status200OK ? StatusCodes.Status503ServiceUnavailable : status;
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        response.Headers[ManifestHeader] = WireCodec.ManifestOf(message);
        return BytesAsync(context, status, "application/json", WireCodec.Encode(message));
    }

    /// <summary>Answers with bytes of some kind.</summary>
    public static async Task BytesAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers[HeaderNames.CacheControl] = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
