using System.Collections.Immutable;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>
/// A worker's claims. One request at a time asks the coordinator, over and over, for the newest claim; every claim is
/// answered exactly once, by whoever takes it out of those that are open.
/// </summary>
/// <remarks>
/// A grant whose answer is lost (the request broke, or a newer claim took its place) is granted once more to the next
/// claim, since that one does not speak of it. So a claim may be given up at any time. The one thing to prevent is that
/// a worker is granted twice what it had: a claim that crossed its grant is answered here, without asking.
/// </remarks>
internal sealed partial class ClaimDesk(string worker, Correspondence correspondence, ILogger logger)
{
    /// <summary>An answer that comes sooner than this was not waited for, such as that of a coordinator that is ending.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    /// <summary>Withdrawals of one claim, over a few seconds, before it is given up without the coordinator's word.</summary>
    private const int MaxWithdrawals = 5;

    private readonly Lock _lock = new();
    private readonly Signal _signal = new();

    /// <summary>Claims that have no answer yet, the newest last.</summary>
    private readonly List<CoordinatorMessage.Claim> _open = [];

    private readonly HandedLeases _handed = new();

    /// <summary>The request under way; null in a pause.</summary>
    private CancellationTokenSource? _request;

    private bool _isWithdrawn;
    private bool _isOutOfReach;
    private bool _isClosed;

    /// <summary>Takes a claim, in place of all before it.</summary>
    public void Put(CoordinatorMessage.Claim claim)
    {
        lock (_lock)
        {
            if (_isClosed || _handed.AreCrossedBy(claim))
            {
                AnswerNothing(claim);
                return;
            }

            _open.Add(claim);
            _isWithdrawn = false;
            if (_request is null)
            {
                AnswerAllBut(claim);
            }
            else
            {
                _request.Cancel();
            }
        }

        _signal.Raise();
    }

    /// <summary>The worker tells the end of an attempt, or is told that it counts no more.</summary>
    public void Ended(string study, TrialId trial, int attempt)
    {
        lock (_lock)
        {
            _handed.Remove(study, trial, attempt);
        }
    }

    /// <summary>
    /// Has the open claims answered soon: by the coordinator, so that no grant is lost on the way, or here while it is
    /// out of reach.
    /// </summary>
    public async Task WithdrawAsync(CancellationToken cancellation)
    {
        CancellationTokenSource request;
        lock (_lock)
        {
            if (_open.Count == 0 || _isWithdrawn)
            {
                return;
            }

            if (_request is null || _isOutOfReach)
            {
                GiveUp();
                return;
            }

            _isWithdrawn = true;
            request = _request;
        }

        // One that overtakes its claim finds nothing to answer: hence more than one. A grant that the store is about to
        // record comes a little later.
        var backOff = correspondence.BeginBackOff();
        for (var sent = 0; sent < MaxWithdrawals; sent++)
        {
            var outcome = await correspondence.AskShortlyAsync<WireMessage>(
                new WireMessage.Withdraw(worker), correspondence.Options.WithdrawTimeout, cancellation).ConfigureAwait(false);
            if (outcome is not Outcome<WireMessage>.Answered)
            {
                break;
            }

            await correspondence.PauseAsync(backOff.Next(), cancellation).ConfigureAwait(false);
            lock (_lock)
            {
                if (_request != request)
                {
                    return;
                }
            }
        }

        lock (_lock)
        {
            if (_request == request && _isWithdrawn)
            {
                GiveUp();
            }
        }
    }

    /// <summary>Asks until cancelled; then whatever is open is answered, and whatever comes.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await _signal.WaitAsync(cancellation).ConfigureAwait(false);
                await AskForAllAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            lock (_lock)
            {
                _isClosed = true;
                GiveUp();
            }
        }
    }

    private async Task AskForAllAsync(CancellationToken cancellation)
    {
        var backOff = correspondence.BeginBackOff();
        while (true)
        {
            using var request = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            CoordinatorMessage.Claim claim;
            lock (_lock)
            {
                if (_open.Count == 0)
                {
                    return;
                }

                claim = _open[^1];
                AnswerAllBut(claim);
                _request = request;
            }

            var since = correspondence.GetTimestamp();
            var outcome = await AskAsync(claim, request.Token).ConfigureAwait(false);
            var isWaitedFor = correspondence.GetElapsedTime(since) >= AtOnce;
            var isToBeAskedAgain = Settle(claim, outcome);
            cancellation.ThrowIfCancellationRequested();
            if (isToBeAskedAgain && Pause(outcome, isWaitedFor, backOff) is { } pause)
            {
                await correspondence.PauseAsync(pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Asks once; null where a newer claim, or the worker's going, put an end to it.</summary>
    private async Task<Outcome<WireMessage>?> AskAsync(CoordinatorMessage.Claim claim, CancellationToken cancellation)
    {
        try
        {
            return await correspondence.AskAsync<WireMessage>(
                WireWords.Of(claim, correspondence.Options.ClaimWait),
                a => a is WireMessage.Granted or WireMessage.NothingNow,
                correspondence.Options.ClaimWait,
                cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Answers what the outcome answers; whether the claim is to be asked for again.</summary>
    private bool Settle(CoordinatorMessage.Claim claim, Outcome<WireMessage>? outcome)
    {
        lock (_lock)
        {
            _request = null;
            _isOutOfReach = outcome is null ? _isOutOfReach : outcome is not Outcome<WireMessage>.Answered;
            if (outcome is Outcome<WireMessage>.Answered { Answer: WireMessage.Granted granted })
            {
                Hand(claim, granted);
                return false;
            }

            if (outcome is Outcome<WireMessage>.Refused refused)
            {
                LogRefused(logger, worker, string.Join(' ', refused.Lines));
            }

            if (_isWithdrawn)
            {
                GiveUp();
            }

            return _open.Count > 0 && ReferenceEquals(_open[^1], claim);
        }
    }

    /// <summary>How long to wait before the same claim is asked for again; null for not at all.</summary>
    private TimeSpan? Pause(Outcome<WireMessage>? outcome, bool isWaitedFor, BackOff backOff)
    {
        if (outcome is Outcome<WireMessage>.Answered && isWaitedFor)
        {
            backOff.Reset();
            return null;
        }

        var pause = backOff.Next();
        var atLeast = outcome switch
        {
            Outcome<WireMessage>.Lost lost => lost.AtLeast,
            Outcome<WireMessage>.Refused => correspondence.Options.UnauthorisedPause,
            _ => TimeSpan.Zero,
        };
        return pause > atLeast ? pause : atLeast;
    }

    /// <summary>Hands the worker its grant, unless the claim was given up in the meantime, and ends all other claims.</summary>
    private void Hand(CoordinatorMessage.Claim claim, WireMessage.Granted granted)
    {
        if (_open.Remove(claim))
        {
            _handed.Add(claim.ReplyTo, granted);
            claim.ReplyTo.Answer(new WorkerMessage.FromCoordinator(
                granted.Study, new StudyReply.Granted(granted.Leases, TimeSpan.FromMilliseconds(granted.LeaseMs))));
            GiveUp();
        }
    }

    private void AnswerAllBut(CoordinatorMessage.Claim claim)
    {
        foreach (var other in _open.Where(c => !ReferenceEquals(c, claim)).ToImmutableArray())
        {
            _open.Remove(other);
            AnswerNothing(other);
        }
    }

    /// <summary>Answers all that is open with nothing, and ends the request for it.</summary>
    private void GiveUp()
    {
        _open.ForEach(AnswerNothing);
        _open.Clear();
        _request?.Cancel();
    }

    private static void AnswerNothing(CoordinatorMessage.Claim claim) =>
        claim.ReplyTo.Answer(new WorkerMessage.FromCoordinator(string.Empty, StudyReply.NothingNow.Instance));

    [LoggerMessage(LogLevel.Error, "the coordinator refuses to hear worker {Worker} ask for work: {Reason}")]
    private static partial void LogRefused(ILogger logger, string worker, string reason);
}
