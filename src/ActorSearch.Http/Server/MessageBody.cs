using ActorSearch.Core.Protocol.Wire;
using Microsoft.AspNetCore.Http;

namespace ActorSearch.Http.Server;

/// <summary>Reads messages of requests.</summary>
internal static class MessageBody
{
    /// <summary>Reads the message of a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="manifest">What it should be.</param>
    /// <exception cref="RequestRefusedException">It is too large, or is no such message.</exception>
    public static async Task<WireMessage> ReadAsync(HttpContext context, string manifest)
    {
        var most = WireCodec.MaxBytes(manifest);
        using var body = await BoundedBody.ReadAsync(context.Request, most, context.RequestAborted).ConfigureAwait(false);
        if (body is null)
        {
            // What else comes is not read: the connection ends with this answer.
            context.Response.Headers.Connection = "close";
            throw new RequestRefusedException(
                StatusCodes.Status413PayloadTooLarge, "too-large", $"{manifest}: has more than the {most} bytes that are taken");
        }

        try
        {
            return WireCodec.Decode(manifest, body.Bytes);
        }
        catch (WireException exception)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "malformed", exception.Message);
        }
    }
}
