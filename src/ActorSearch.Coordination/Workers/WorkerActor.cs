using System.Collections.Immutable;
using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Placement;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Workers;

/// <summary>
/// Pulls trials from the coordinator, has its slot train them, and delivers what comes of it. It keeps a result until
/// the coordinator has acknowledged it. Behaviours: asking (waits for the answer to a claim, or for room on its
/// device), training (waits for its slot), leaving (waits for acknowledgements).
/// </summary>
public sealed class WorkerActor : IDisposable
{
    /// <summary>Messages taken at a time; nothing depends on the number.</summary>
    private const int MaxBatch = 256;

    /// <summary>Reports that wait before the training thread is held back.</summary>
    private const int MailboxCapacity = 1024;

    /// <summary>How long a worker finds nothing to do before it gives back what its trainer keeps on the device.</summary>
    private static readonly TimeSpan RestAfter = TimeSpan.FromSeconds(5);

    private readonly WorkerOptions _options;
    private readonly IActorRef<CoordinatorMessage> _coordinator;
    private readonly IPlacement _placement;
    private readonly TimeProvider _time;
    private readonly Mailbox<WorkerMessage> _mailbox;
    private readonly TrainingSlot _slot;

    /// <summary>Trials of <see cref="_study"/> that are leased and not ended, with the attempt's number.</summary>
    private readonly Dictionary<TrialId, int> _held = [];

    /// <summary>Ends of attempts that the coordinator has not acknowledged.</summary>
    private readonly Dictionary<(string Study, TrialId Trial), StudyCommand.OnAttempt> _undelivered = [];

    private ImmutableArray<string> _unable = [];
    private string _whyUnable = string.Empty;

    /// <summary>The study of the trials at hand.</summary>
    private string _study = string.Empty;

    /// <summary>Claims without an answer yet: a worker that left before it came would take a lease with it.</summary>
    private int _claimsOut;
    private ClaimTerms? _termsAsked;
    private TimeSpan _renewEvery = Timeout.InfiniteTimeSpan;
    private ITimer? _renewal;
    private ITimer? _rest;
    private bool _isTraining;
    private bool _isLeaving;
    private volatile string _does = "idle";

    /// <summary>Makes a worker.</summary>
    /// <param name="options">How it works.</param>
    /// <param name="coordinator">Whom it works for.</param>
    /// <param name="makeTrainer">Makes the trainer of a study, on the training thread, when there is something to train.</param>
    /// <param name="placement">Its place on its device.</param>
    /// <param name="time">The clock.</param>
    public WorkerActor(
        WorkerOptions options,
        IActorRef<CoordinatorMessage> coordinator,
        Func<string, ITrialTrainer> makeTrainer,
        IPlacement placement,
        TimeProvider time)
    {
        _options = options;
        _coordinator = coordinator;
        _placement = placement;
        _time = time;

        _mailbox = new Mailbox<WorkerMessage>(MailboxCapacity);
        _slot = new TrainingSlot(options.Name, makeTrainer, _mailbox, time);
        placement.OnChange(() => _mailbox.Answer(new WorkerMessage.PlacementChanged()));
    }

    /// <summary>Where messages for the worker go.</summary>
    public IActorRef<WorkerMessage> Ref => _mailbox;

    /// <summary>What it does, in a word or a sentence for people: <c>idle</c>, <c>training</c>, <c>leaving</c>, or what keeps it from working.</summary>
    public string Does => _does;

    /// <summary>Works until the study has ended or it is told to stop, and all that it holds is delivered or given back.</summary>
    public async Task RunAsync()
    {
        using var renewal = _time.CreateTimer(
            _ => _mailbox.TryTell(new WorkerMessage.RenewLeases()), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var rest = _time.CreateTimer(
            _ => _mailbox.TryTell(new WorkerMessage.Rest()), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _renewal = renewal;
        _rest = rest;
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

                _does = Describe();
            }
        }
        finally
        {
            _mailbox.Close();
            _slot.Cancel();
            _slot.Close();
            _placement.Release();
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

    private bool HasLeft => _isLeaving && _claimsOut == 0 && !_isTraining && _undelivered.Count == 0;

    private ValueTask HandleAsync(WorkerMessage message) => message switch
    {
        WorkerMessage.FromCoordinator m => HandleAsync(m.Study, m.Reply),
        WorkerMessage.EpochDone m when !_held.ContainsKey(m.Lease.Plan.Id) => ValueTask.CompletedTask,
        WorkerMessage.EpochDone m => SendAsync(_study, new StudyCommand.ReportEpoch(m.Lease.Plan.Id, m.Lease.Attempt, m.Metrics)),
        WorkerMessage.TrialDone m => EndAsync(new StudyCommand.Finish(m.Lease.Plan.Id, m.Lease.Attempt, m.Result)),
        WorkerMessage.TrialFailed m => EndAsync(new StudyCommand.Fail(m.Lease.Plan.Id, m.Lease.Attempt, m.Error)),
        WorkerMessage.TrialOutOfMemory m => EndAsync(new StudyCommand.RunOutOfMemory(
            m.Lease.Plan.Id, m.Lease.Attempt, _placement.NeighboursMeanwhile + _held.Count - 1, m.Error)),
        WorkerMessage.StudyRefused m => RefuseAsync(m.Reason),
        WorkerMessage.SlotIdle => BecomeIdleAsync(),
        WorkerMessage.RenewLeases => RenewAsync(),
        WorkerMessage.PlacementChanged => ReconsiderAsync(),
        WorkerMessage.Rest => Rest(),
        WorkerMessage.Stop => LeaveAsync(),
        _ => ValueTask.CompletedTask, // A coordinator whose store fails; the link asks again.
    };

    private ValueTask HandleAsync(string study, StudyReply reply)
    {
        switch (reply)
        {
            case StudyReply.Granted granted:
                _claimsOut--;
                return TakeAsync(study, granted);
            case StudyReply.NothingNow:
                _claimsOut--;
                return ValueTask.CompletedTask;
            case StudyReply.StudyEnded:
                _claimsOut--;
                _isLeaving = true;
                return ValueTask.CompletedTask;
            case StudyReply.Acknowledged acknowledged:
                Settle(study, acknowledged);
                return ValueTask.CompletedTask;
            default:
                return ValueTask.CompletedTask;
        }
    }

    private async ValueTask TakeAsync(string study, StudyReply.Granted granted)
    {
        // Claims that crossed each other are answered with the same leases.
        var leases = granted.Leases.RemoveAll(l => IsKnown(study, l));
        if (leases.IsEmpty)
        {
            await AskAgainAsync().ConfigureAwait(false);
            return;
        }

        var refusal = _isLeaving ? "the worker stopped"
            : _unable.Contains(study) ? _whyUnable
            : _isTraining ? "the worker was busy"
            : !_placement.TryTake(leases) ? "its neighbours took the device's memory"
            : null;
        if (refusal is not null)
        {
            foreach (var lease in leases)
            {
                await DeliverAsync(study, new StudyCommand.HandBack(lease.Plan.Id, lease.Attempt, refusal)).ConfigureAwait(false);
            }

            await AskAgainAsync().ConfigureAwait(false);
            return;
        }

        foreach (var lease in leases)
        {
            _held[lease.Plan.Id] = lease.Attempt;
        }

        RenewEvery(granted.LeaseDuration / 4);
        _isTraining = true;
        _study = study;
        _slot.Train(study, leases);
    }

    /// <summary>Whether an attempt is held, or its end is being told.</summary>
    private bool IsKnown(string study, TrialLease lease) =>
        (study == _study && _held.TryGetValue(lease.Plan.Id, out var attempt) && attempt == lease.Attempt)
        || (_undelivered.TryGetValue((study, lease.Plan.Id), out var end) && end.Attempt == lease.Attempt);

    /// <summary>Asks once more after an answer that was of no use, unless another question is out.</summary>
    private ValueTask AskAgainAsync() => _isLeaving || _isTraining || _claimsOut > 0 ? ValueTask.CompletedTask : ClaimAsync();

    private void RenewEvery(TimeSpan period)
    {
        if (period != _renewEvery)
        {
            _renewEvery = period;
            _renewal!.Change(period, period);
        }
    }

    private void Settle(string study, StudyReply.Acknowledged acknowledged)
    {
        if (acknowledged.EndsAttempt)
        {
            _undelivered.Remove((study, acknowledged.Trial));
        }
        else if (acknowledged.Word == Acknowledgement.Stale
            && study == _study
            && _held.TryGetValue(acknowledged.Trial, out var attempt)
            && attempt == acknowledged.Attempt)
        {
            _held.Remove(acknowledged.Trial);
            _slot.Abandon(acknowledged.Trial, attempt);
        }
    }

    /// <summary>A trial that is held no more was called stale, and the coordinator would only say so again.</summary>
    private ValueTask EndAsync(StudyCommand.OnAttempt command) =>
        _held.Remove(command.Trial) ? DeliverAsync(_study, command) : ValueTask.CompletedTask;

    private ValueTask DeliverAsync(string study, StudyCommand.OnAttempt command)
    {
        _undelivered[(study, command.Trial)] = command;
        return SendAsync(study, command);
    }

    private ValueTask RefuseAsync(string reason)
    {
        if (!_unable.Contains(_study))
        {
            _unable = _unable.Add(_study);
        }

        _whyUnable = reason;
        return HandBackAsync(reason);
    }

    private async ValueTask BecomeIdleAsync()
    {
        _isTraining = false;
        _placement.Release();
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

        if (_claimsOut > 0)
        {
            await _coordinator.TellAsync(new CoordinatorMessage.Withdraw(_options.Name)).ConfigureAwait(false);
        }
    }

    private ValueTask HandBackAsync(string reason) =>
        ReleaseAsync((trial, attempt) => new StudyCommand.HandBack(trial, attempt, reason));

    private async ValueTask ReleaseAsync(Func<TrialId, int, StudyCommand.OnAttempt> makeCommand)
    {
        foreach (var (trial, attempt) in _held)
        {
            await DeliverAsync(_study, makeCommand(trial, attempt)).ConfigureAwait(false);
        }

        _held.Clear();
    }

    private async ValueTask RenewAsync()
    {
        foreach (var (trial, attempt) in _held)
        {
            await SendAsync(_study, new StudyCommand.Renew(trial, attempt)).ConfigureAwait(false);
        }
    }

    /// <summary>Asks with other terms, or takes the question back, when neighbours came or went.</summary>
    private ValueTask ReconsiderAsync()
    {
        if (_isTraining || _isLeaving || _placement.Terms == _termsAsked)
        {
            return ValueTask.CompletedTask;
        }

        return ClaimAsync();
    }

    private ValueTask Rest()
    {
        if (!_isTraining)
        {
            _slot.Rest();
        }

        return ValueTask.CompletedTask;
    }

    private string Describe() => this switch
    {
        { _isLeaving: true } => "leaving",
        { _isTraining: true } => "training",
        { _termsAsked: null } => "waits for room on its device",
        { _unable.IsEmpty: false } => _whyUnable,
        _ => "idle",
    };

    private ValueTask ClaimAsync()
    {
        _termsAsked = _placement.Terms;
        _rest!.Change(RestAfter, Timeout.InfiniteTimeSpan);
        if (_termsAsked is not { } terms)
        {
            // Whoever needs the device for itself needs the trainer's memory too.
            _slot.Rest();
            return _claimsOut > 0
                ? _coordinator.TellAsync(new CoordinatorMessage.Withdraw(_options.Name))
                : ValueTask.CompletedTask;
        }

        _claimsOut++;
        var claim = new StudyCommand.Claim(_options.Name, _options.Capacity)
        {
            MemoryBytes = terms.MemoryBytes,
            Neighbours = terms.Neighbours,
            Holding = [.. _undelivered.Values.Select(c => new HeldTrial(c.Trial, c.Attempt))],
        };
        return _coordinator.TellAsync(new CoordinatorMessage.Claim(claim, _unable, _mailbox));
    }

    private ValueTask SendAsync(string study, StudyCommand.OnAttempt command) =>
        _coordinator.TellAsync(new CoordinatorMessage.OnAttempt(study, command, _mailbox));
}
