using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using Microsoft.AspNetCore.Http;

namespace ActorSearch.Http.Server;

/// <summary>Takes one message and comes to its answer.</summary>
internal sealed class MessageTaker(CoordinatorDesk desk, Submitting submitting, StudyBoard board, TimeProvider time)
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

    /// <summary>The answer to a message.</summary>
    /// <exception cref="RequestRefusedException">A study that was handed in is wrong.</exception>
    /// <exception cref="OperationCanceledException">The peer is gone.</exception>
    public Task<WireMessage> AnswerAsync(WireMessage message, CancellationToken aborted) => message switch
    {
        WireMessage.Claim m => desk.ClaimAsync(m, aborted),
        WireMessage.Withdraw m => desk.WithdrawAsync(m.Worker, aborted),
        WireMessage.Renew m => desk.TellAsync(m.Study, new StudyCommand.Renew(m.Trial, m.Attempt), aborted),
        WireMessage.ReportEpoch m => desk.TellAsync(m.Study, new StudyCommand.ReportEpoch(m.Trial, m.Attempt, m.Metrics), aborted),
        WireMessage.Finish m => desk.TellAsync(m.Study, new StudyCommand.Finish(m.Trial, m.Attempt, m.Result), aborted),
        WireMessage.Fail m => desk.TellAsync(m.Study, new StudyCommand.Fail(m.Trial, m.Attempt, m.Error), aborted),
        WireMessage.HandBack m => desk.TellAsync(m.Study, new StudyCommand.HandBack(m.Trial, m.Attempt, m.Reason), aborted),
        WireMessage.RunOutOfMemory m => desk.TellAsync(
            m.Study, new StudyCommand.RunOutOfMemory(m.Trial, m.Attempt, m.Neighbours, m.Error), aborted),
        WireMessage.NodeReport m => Task.FromResult<WireMessage>(Note(m)),
        WireMessage.Submit m => submitting.TakeAsync(m, aborted),
        _ => throw new InvalidOperationException($"no operation takes a {message.GetType().Name}"),
    };

    private WireMessage.Noted Note(WireMessage.NodeReport report)
    {
        board.Heard(report.Node, time.GetUtcNow());
        return new WireMessage.Noted();
    }
}
