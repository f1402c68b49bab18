using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Studies;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>The coordinator, for one worker. It takes everything at once and delivers it by itself.</summary>
internal sealed class WorkerLine : IActorRef<CoordinatorMessage>
{
    private readonly ClaimDesk _claims;
    private readonly WordQueue _words;
    private readonly RenewalQueue _renewals;
    private readonly Action<Func<CancellationToken, Task>> _start;

    /// <summary>Makes a line and starts its deliveries.</summary>
    /// <param name="worker">The worker's name.</param>
    /// <param name="correspondence">The way to the coordinator.</param>
    /// <param name="logger">Told of refusals.</param>
    /// <param name="start">Starts something that goes on until it is cancelled or done.</param>
    public WorkerLine(string worker, Correspondence correspondence, ILogger logger, Action<Func<CancellationToken, Task>> start)
    {
        _claims = new ClaimDesk(worker, correspondence, logger);
        var delivery = new WordDelivery(worker, correspondence, _claims, logger);
        _words = new WordQueue(delivery);
        _renewals = new RenewalQueue(delivery);
        _start = start;
        start(_claims.RunAsync);
        start(_words.RunAsync);
        start(_renewals.RunAsync);
    }

    /// <inheritdoc />
    public bool TryTell(CoordinatorMessage message)
    {
        switch (message)
        {
            case CoordinatorMessage.Claim claim:
                _claims.Put(claim);
                break;
            case CoordinatorMessage.Withdraw:
                _start(_claims.WithdrawAsync);
                break;
            case CoordinatorMessage.OnAttempt { Command: StudyCommand.Renew } renewal:
                _renewals.Put(renewal);
                break;
            case CoordinatorMessage.OnAttempt word:
                Put(word);
                break;
            default:
                throw new ArgumentException($"no worker says {message.GetType().Name}", nameof(message));
        }

        return true;
    }

    /// <inheritdoc />
    public ValueTask TellAsync(CoordinatorMessage message)
    {
        TryTell(message);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public void Answer(CoordinatorMessage message) => TryTell(message);

    private void Put(CoordinatorMessage.OnAttempt word)
    {
        if (word.Command.EndsAttempt)
        {
            _claims.Ended(word.Study, word.Command.Trial, word.Command.Attempt);
            _renewals.Drop(word.Study, word.Command.Trial);
        }

        _words.Put(word);
    }
}
