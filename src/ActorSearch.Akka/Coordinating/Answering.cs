using ActorSearch.Akka.Logs;
using ActorSearch.Akka.Messages;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Akka.Coordinating;

/// <summary>Answers what nodes of the cluster say. Whatever it is, it is answered, and the coordinator goes on.</summary>
/// <param name="log">Told of what peers do wrong, so much a second at most, and of what goes wrong here.</param>
internal sealed partial class Answering(ILogger log)
{
    private const int MaxRefusalsLogged = 5;

    /// <summary>Messages at a time, claims that wait among them: as many as the server over HTTP takes connections.</summary>
    private const int MaxUnderWay = 4096;

    private readonly LineLimit _limit = new(MaxRefusalsLogged, TimeSpan.FromSeconds(1), TimeProvider.System);
    private int _underWay;

    /// <summary>The answer to a message, on another thread; never fails.</summary>
    /// <param name="reception">Comes to the answers; null while the coordinator has not begun.</param>
    /// <param name="question">What was said.</param>
    /// <param name="peer">Who said it, for the log.</param>
    /// <param name="aborted">Cancelled when whoever said it is known to be gone.</param>
    public Task<WireEnvelope> AnswerAsync(Reception? reception, WireEnvelope question, string peer, CancellationToken aborted)
    {
        // Before anything waits for a thread, or a peer that says ever more would fill the memory.
        if (Interlocked.Increment(ref _underWay) > MaxUnderWay)
        {
            Interlocked.Decrement(ref _underWay);
            return Task.FromResult(Unavailable("too many messages are under way"));
        }

        return Task.Run(() => AnswerOneAsync(reception, question, peer, aborted), CancellationToken.None);
    }

    private static WireEnvelope Unavailable(string reason) => WireEnvelope.Of(new WireMessage.Unavailable(reason));

    private async Task<WireEnvelope> AnswerOneAsync(Reception? reception, WireEnvelope question, string peer, CancellationToken aborted)
    {
        try
        {
            return WireEnvelope.Of(await ComeToAnswerAsync(reception, question, peer, aborted).ConfigureAwait(false));
        }
        catch (LedgerException failure)
        {
            return Unavailable(failure.Message);
        }
        catch (ObjectDisposedException)
        {
            return Unavailable("the coordinator is stopping");
        }
        catch (Exception) when (aborted.IsCancellationRequested)
        {
            return Unavailable("the connection to this node broke");
        }
#pragma warning disable CA1031 // Whatever a message comes to, the coordinator goes on with the next.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(question.ToString(), peer, exception);
            return Unavailable("the coordinator failed at this message; its log says why");
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task<WireMessage> ComeToAnswerAsync(Reception? reception, WireEnvelope question, string peer, CancellationToken aborted)
    {
        if (reception is null)
        {
            return new WireMessage.Unavailable("the coordinator has not begun yet");
        }

        if (reception.Stopping.IsCancellationRequested)
        {
            return new WireMessage.Unavailable("the coordinator is stopping");
        }

        WireMessage message;
        try
        {
            message = question.Open();
        }
        catch (WireException exception)
        {
            return Refuse(reception, CounterOf(exception.Reason), peer, exception.Message);
        }

        if (message is WireMessage.Submit || !Reception.Takes(message))
        {
            return Refuse(
                reception, "unexpected", peer, $"{question.Manifest}: no coordinator takes this from a node; studies are handed in over HTTP");
        }

        return await reception.AnswerAsync(message, aborted).ConfigureAwait(false);
    }

    private WireMessage.Refused Refuse(Reception reception, string counter, string peer, string why)
    {
        reception.Board.Count($"refused.{counter}");
        if (_limit.Admits(out var leftOut))
        {
            if (leftOut > 0)
            {
                LogLeftOut(leftOut);
            }

            LogRefused(peer, why);
        }

        return new WireMessage.Refused([why]);
    }

    private static string CounterOf(WireRefusal refusal) => refusal switch
    {
        WireRefusal.UnknownManifest => "unknown-manifest",
        WireRefusal.TooLarge => "too-large",
        _ => "malformed",
    };

    [LoggerMessage(LogLevel.Warning, "refused a message of {Peer}: {Why}")]
    private partial void LogRefused(string peer, string why);

    [LoggerMessage(LogLevel.Warning, "{LeftOut} more refusals are not listed")]
    private partial void LogLeftOut(int leftOut);

    [LoggerMessage(LogLevel.Error, "{What} of {Peer} failed")]
    private partial void LogFailed(string what, string peer, Exception exception);
}
