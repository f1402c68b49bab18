using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Workers;

/// <summary>
/// Pulls trials from the coordinator, has its slot train them, and delivers what comes of it. It keeps a result until
/// the coordinator has acknowledged it. Behaviours: asking (waits for the answer to a claim), training (waits for its
/// slot), leaving (waits for acknowledgements).
/// </summary>
public sealed class WorkerActor : IDisposable
{
    /// <summary>Messages taken at a time; nothing depends on the number.</summary>
    private const int MaxBatch = 256;

    /// <summary>Reports that wait before the training thread is held back.</summary>
    private const int MailboxCapacity = 1024;

    private readonly WorkerOptions _options;
    private readonly IActorRef<CoordinatorMessage> _coordinator;
    private readonly TimeProvider _time;
    private readonly Mailbox<WorkerMessage> _mailbox;
    private readonly TrainingSlot _slot;

    /// <summary>Trials leased and not ended, with the attempt's number.</summary>
    private readonly Dictionary<TrialId, int> _held = [];

    /// <summary>Results and failures that the coordinator has not acknowledged.</summary>
    private readonly Dictionary<TrialId, StudyCommand> _undelivered = [];

    /// <summary>Whether a claim has no answer yet: a worker that left before it came would take a lease with it.</summary>
    private bool _awaitsAnswer;
    private bool _isTraining;
    private bool _isLeaving;

    /// <summary>Makes a worker; its trainer is made on the training thread when there is something to train.</summary>
    public WorkerActor(
        WorkerOptions options, IActorRef<CoordinatorMessage> coordinator, Func<ITrialTrainer> makeTrainer, TimeProvider time)
    {
        _options = options;
        _coordinator = coordinator;
        _time = time;

        _mailbox = new Mailbox<WorkerMessage>(MailboxCapacity);
        _slot = new TrainingSlot(options.Name, makeTrainer, _mailbox);
    }

    /// <summary>Where messages for the worker go.</summary>
    public IActorRef<WorkerMessage> Ref => _mailbox;

    /// <summary>Works until the study has ended or it is told to stop, and all that it holds is delivered or given back.</summary>
    public async Task RunAsync()
    {
        using var renewal = _time.CreateTimer(
            _ => _mailbox.TryTell(new WorkerMessage.RenewLeases()), state: null, _options.RenewEvery, _options.RenewEvery);
        try
        {
            await ClaimAsync().ConfigureAwait(false);
            var messages = new List<WorkerMessage>();
            while (!HasLeft)
            {
                await _mailbox.ReceiveAsync(messages, MaxBatch).ConfigureAwait(false);
                if (messages.Count == 0)
                {
                    return;
                }

                foreach (var message in messages)
                {
                    await HandleAsync(message).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _mailbox.Close();
            _slot.Cancel();
            _slot.Close();
        }
    }

    /// <summary>Ends the worker at once, for when there is no coordinator left to deliver to; what it holds is lost.</summary>
    public void Abort()
    {
        _mailbox.Close();
        _slot.Cancel();
    }

    /// <summary>Waits until the training thread has ended; call it after the worker has.</summary>
    public void Dispose() => _slot.Dispose();

    private bool HasLeft => _isLeaving && !_awaitsAnswer && !_isTraining && _undelivered.Count == 0;

    private ValueTask HandleAsync(WorkerMessage message) => message switch
    {
        WorkerMessage.FromCoordinator m => HandleAsync(m.Reply),
        WorkerMessage.EpochDone m => SendAsync(new StudyCommand.ReportEpoch(m.Lease.Plan.Id, m.Lease.Attempt, m.Metrics)),
        WorkerMessage.TrialDone m => DeliverAsync(m.Lease, new StudyCommand.Finish(m.Lease.Plan.Id, m.Lease.Attempt, m.Result)),
        WorkerMessage.TrialFailed m => DeliverAsync(m.Lease, new StudyCommand.Fail(m.Lease.Plan.Id, m.Lease.Attempt, m.Error)),
        WorkerMessage.SlotIdle => BecomeIdleAsync(),
        WorkerMessage.RenewLeases => RenewAsync(),
        WorkerMessage.Stop => LeaveAsync(),
        _ => throw new InvalidOperationException($"unknown message {message}"),
    };

    private ValueTask HandleAsync(StudyReply reply)
    {
        switch (reply)
        {
            case StudyReply.Granted { Leases: var leases }:
                _awaitsAnswer = false;
                foreach (var lease in leases)
                {
                    _held[lease.Plan.Id] = lease.Attempt;
                }

                if (_isLeaving)
                {
                    return HandBackAsync("the worker stopped");
                }

                _isTraining = true;
                _slot.Train(leases);
                return ValueTask.CompletedTask;
            case StudyReply.NothingNow:
                _awaitsAnswer = false;
                return ValueTask.CompletedTask;
            case StudyReply.StudyEnded:
                _awaitsAnswer = false;
                _isLeaving = true;
                return ValueTask.CompletedTask;
            case StudyReply.Acknowledged acknowledged:
                Settle(acknowledged);
                return ValueTask.CompletedTask;
            default:
                return ValueTask.CompletedTask;
        }
    }

    private void Settle(StudyReply.Acknowledged acknowledged)
    {
        if (acknowledged.EndsAttempt)
        {
            _undelivered.Remove(acknowledged.Trial);
        }
        else if (acknowledged.Word == Acknowledgement.Stale
            && _held.TryGetValue(acknowledged.Trial, out var attempt)
            && attempt == acknowledged.Attempt)
        {
            _held.Remove(acknowledged.Trial);
            _slot.Abandon(acknowledged.Trial, attempt);
        }
    }

    private ValueTask DeliverAsync(TrialLease lease, StudyCommand command)
    {
        // A trial that is held no more was called stale, and the coordinator would only say so again.
        if (!_held.Remove(lease.Plan.Id))
        {
            return ValueTask.CompletedTask;
        }

        _undelivered[lease.Plan.Id] = command;
        return SendAsync(command);
    }

    private async ValueTask BecomeIdleAsync()
    {
        _isTraining = false;
        if (_isLeaving)
        {
            await HandBackAsync("the worker stopped").ConfigureAwait(false);
            return;
        }

        // A trainer that forgets a trial has failed at it: given back as untouched it would come round for ever.
        await ReleaseAsync((trial, attempt) => new StudyCommand.Fail(trial, attempt, "the trainer ended without a result"))
            .ConfigureAwait(false);
        await ClaimAsync().ConfigureAwait(false);
    }

    private async ValueTask LeaveAsync()
    {
        _isLeaving = true;
        _slot.Cancel();
        if (!_isTraining)
        {
            await HandBackAsync("the worker stopped").ConfigureAwait(false);
        }
    }

    private ValueTask HandBackAsync(string reason) =>
        ReleaseAsync((trial, attempt) => new StudyCommand.HandBack(trial, attempt, reason));

    private async ValueTask ReleaseAsync(Func<TrialId, int, StudyCommand> makeCommand)
    {
        foreach (var (trial, attempt) in _held)
        {
            var command = makeCommand(trial, attempt);
            _undelivered[trial] = command;
            await SendAsync(command).ConfigureAwait(false);
        }

        _held.Clear();
    }

    private async ValueTask RenewAsync()
    {
        foreach (var (trial, attempt) in _held)
        {
            await SendAsync(new StudyCommand.Renew(trial, attempt)).ConfigureAwait(false);
        }
    }

    private ValueTask ClaimAsync()
    {
        _awaitsAnswer = true;
        return SendAsync(new StudyCommand.Claim(_options.Name, _options.Capacity));
    }

    private ValueTask SendAsync(StudyCommand command) => _coordinator.TellAsync(new CoordinatorMessage(command, _mailbox));
}
