using System.Globalization;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Server;

/// <summary>Every request comes here. Whatever it is, it is answered, and the server goes on.</summary>
/// <param name="token">The token.</param>
/// <param name="reception">Comes to the answers.</param>
/// <param name="status">Tells how the cluster is.</param>
/// <param name="refusals">The log of what peers do wrong.</param>
/// <param name="log">The log of what goes wrong here.</param>
internal sealed partial class RequestHandler(
    BearerToken token,
    Reception reception,
    Func<ClusterState> status,
    RefusalLog refusals,
    ILogger log)
{
    private const string StudiesPrefix = "/v1/studies/";
    private const string EventsSuffix = "/events";
    private const string EventLines = "application/x-ndjson";

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await DispatchAsync(context).ConfigureAwait(false);
        }
        catch (RequestRefusedException refused)
        {
            await RefuseAsync(context, refused).ConfigureAwait(false);
        }
        catch (SubmissionRefusedException refused)
        {
            await RefuseAsync(
                context, new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, "submission", refused.Lines)).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            var isTooLarge = exception.StatusCode == StatusCodes.Status413PayloadTooLarge;
            await RefuseAsync(
                context,
                new RequestRefusedException(exception.StatusCode, isTooLarge ? "too-large" : "malformed", exception.Message)).ConfigureAwait(false);
        }
        catch (LedgerException failure)
        {
            await FailAsync(context, StatusCodes.Status503ServiceUnavailable, failure.Message).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The peer is gone: there is nobody to answer.
        }
#pragma warning disable CA1031 // Whatever a request comes to, the node goes on with the next.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(context.Request.Method, ForLog(context.Request.Path), exception);
            await FailAsync(
                context, StatusCodes.Status500InternalServerError, "the coordinator failed at this request; its log says why").ConfigureAwait(false);
        }
    }

    private Task DispatchAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value ?? string.Empty;
        if (path == Operation.Health)
        {
            return HealthAsync(context);
        }

        if (!token.Admits(request.Headers.Authorization))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            throw new RequestRefusedException(
                StatusCodes.Status401Unauthorized, "unauthorised", "this coordinator asks for its token, as 'Authorization: Bearer TOKEN'");
        }

        if (reception.Stopping.IsCancellationRequested)
        {
            return Answers.MessageAsync(context, new WireMessage.Unavailable("the coordinator is stopping"));
        }

        return path switch
        {
            _ when Operation.MessageOf(path) is { } manifest => MessageAsync(context, manifest),
            Operation.Status => GetAsync(context, () => Answers.MessageAsync(context, new WireMessage.Status(status()))),
            Operation.OpenApi => GetAsync(
                context, () => Answers.BytesAsync(context, StatusCodes.Status200OK, "application/json", OpenApiDescription.Bytes)),
            _ when path.StartsWith(StudiesPrefix, StringComparison.Ordinal) => StudyAsync(context, path[StudiesPrefix.Length..]),
            _ => throw Unknown(path),
        };
    }

    private async Task MessageAsync(HttpContext context, string manifest)
    {
        Expect(context, HttpMethods.Post);
        if (context.Request.Headers.Origin.Count > 0)
        {
            // A page in somebody's browser may reach this address, and is none of the cluster's.
            throw new RequestRefusedException(
                StatusCodes.Status403Forbidden, "foreign-origin", "messages of web pages are not taken (the request has an Origin)");
        }

        var message = await MessageBody.ReadAsync(context, manifest).ConfigureAwait(false);
        var answer = await reception.AnswerAsync(message, context.RequestAborted).ConfigureAwait(false);
        await Answers.MessageAsync(context, answer).ConfigureAwait(false);
    }

    private Task StudyAsync(HttpContext context, string rest)
    {
        var isFeed = rest.EndsWith(EventsSuffix, StringComparison.Ordinal);
        var study = isFeed ? rest[..^EventsSuffix.Length] : rest;
        return study.Length == 0 || study.Contains('/', StringComparison.Ordinal)
            ? throw Unknown(context.Request.Path.Value!)
            : GetAsync(context, () => isFeed ? EventsAsync(context, study) : DescribeAsync(context, study));
    }

    private async Task DescribeAsync(HttpContext context, string study)
    {
        var definition = await reception.DescribeAsync(study, context.RequestAborted).ConfigureAwait(false) ?? throw NoStudy(study);
        await Answers.MessageAsync(context, new WireMessage.StudyDescription(definition)).ConfigureAwait(false);
    }

    private async Task EventsAsync(HttpContext context, string study)
    {
        var from = Number(context, "from", long.MaxValue);
        var wait = TimeSpan.FromMilliseconds(Number(context, "wait_ms", WireLimits.WaitMs));
        var page = await reception.FollowAsync(study, from, wait, context.RequestAborted).ConfigureAwait(false) ?? throw NoStudy(study);
        await Answers.BytesAsync(context, StatusCodes.Status200OK, EventLines, page.Lines).ConfigureAwait(false);
    }

    private Task HealthAsync(HttpContext context) => GetAsync(
        context,
        () =>
        {
            var problem = reception.Stopping.IsCancellationRequested ? "the coordinator is stopping" : reception.Board.StoreFailure;
            return Answers.BytesAsync(
                context,
                problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
                "text/plain; charset=utf-8",
                System.Text.Encoding.UTF8.GetBytes((problem ?? "ok") + "\n"));
        });

    private static Task GetAsync(HttpContext context, Func<Task> answer)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            Expect(context, HttpMethods.Get);
        }

        return answer();
    }

    private static void Expect(HttpContext context, string method)
    {
        if (!HttpMethods.Equals(context.Request.Method, method))
        {
            context.Response.Headers.Allow = method;
            throw new RequestRefusedException(
                StatusCodes.Status405MethodNotAllowed, "wrong-method", $"{ForLog(context.Request.Path)} takes {method} alone");
        }
    }

    private static long Number(HttpContext context, string name, long most)
    {
        var values = context.Request.Query[name];
        return values switch
        {
            [] => 0,
            [{ } text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most => number,
            _ => throw new RequestRefusedException(
                StatusCodes.Status400BadRequest, "malformed", $"{name}: expected a whole number from 0 to {most}"),
        };
    }

    private static RequestRefusedException NoStudy(string study) => new(
        StatusCodes.Status404NotFound, "unknown-study", $"the coordinator's store holds no study '{ForLog(study)}'");

    private static RequestRefusedException Unknown(string path) => new(
        StatusCodes.Status404NotFound,
        "unknown-manifest",
        $"'{ForLog(path)}' is nothing that this version of the program can be asked for; {Operation.OpenApi} lists what is");

    private async Task RefuseAsync(HttpContext context, RequestRefusedException refused)
    {
        reception.Board.Count($"refused.{refused.Counter}");
        refusals.Write(
            $"{context.Connection.RemoteIpAddress}", $"{context.Request.Method} {ForLog(context.Request.Path)}", ForLog(refused.Message, 500));
        await AnswerAsync(context, refused.Status, new WireMessage.Refused(refused.Lines)).ConfigureAwait(false);
    }

    private static Task FailAsync(HttpContext context, int status, string reason) =>
        AnswerAsync(context, status, new WireMessage.Unavailable(reason));

    /// <summary>Answers, unless an answer is on its way already or the peer is gone: then the connection just ends.</summary>
    private static async Task AnswerAsync(HttpContext context, int status, WireMessage message)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        try
        {
            await Answers.MessageAsync(context, message, status).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The peer did not wait for it.
        }
    }

    /// <summary>A peer's text, short and on one line.</summary>
    private static string ForLog(string? text, int length = 100)
    {
        var kept = (text ?? string.Empty).AsSpan(0, Math.Min(text?.Length ?? 0, length));
        return string.Create(kept.Length, kept.ToString(), (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '?' : from[i];
            }
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailed(string method, string path, Exception exception);
}
