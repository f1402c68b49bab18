using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>
/// Owns one study. Its loop never changes: take the commands that wait, decide each, record all their events in one
/// transaction, show them, then answer. Nothing is answered, leased or shown before the ledger holds it.
/// </summary>
public sealed class CoordinatorActor
{
    private static readonly CoordinatorMessage CheckLeases = new(new StudyCommand.ExpireLeases(), ReplyTo: null);

    private readonly ILedger _ledger;
    private readonly TimeProvider _time;
    private readonly CoordinatorOptions _options;
    private readonly ISearchObserver _observer;
    private readonly Mailbox<CoordinatorMessage> _mailbox;

    /// <summary>Claims that found nothing; they are decided again when work may have come.</summary>
    private readonly List<CoordinatorMessage> _parked = [];

    private volatile bool _isDraining;
    private LedgerWriter _writer;
    private StudyState _state;
    private DateTimeOffset _lastCheck;

    /// <summary>Makes the coordinator of a study that is open: its last event is an <see cref="StudyEvent.Opened"/>, or follows one.</summary>
    public CoordinatorActor(
        ILedger ledger, LedgerWriter writer, StudyState state, TimeProvider time, CoordinatorOptions options, ISearchObserver observer)
    {
        _ledger = ledger;
        _writer = writer;
        _state = state;
        _time = time;
        _options = options;
        _observer = observer;
        _mailbox = new Mailbox<CoordinatorMessage>(options.MailboxCapacity);
    }

    /// <summary>Where commands go.</summary>
    public IActorRef<CoordinatorMessage> Ref => _mailbox;

    /// <summary>Grants nothing more, and says so to every claim, so that workers can leave; all else goes on.</summary>
    public void Drain()
    {
        _isDraining = true;

        // Any message wakes the loop for the parked claims; where there is no room for one, others wake it.
        _mailbox.TryTell(CheckLeases);
    }

    /// <summary>Finishes what waits in the mailbox, then stops.</summary>
    public void Stop() => _mailbox.Close();

    /// <summary>Works until stopped.</summary>
    /// <exception cref="LedgerException">The ledger refused; what was not recorded was not answered either.</exception>
    public async Task RunAsync()
    {
        _lastCheck = _time.GetUtcNow();
        using var expiry = StartExpiry();
        try
        {
            var waiting = new List<CoordinatorMessage>();
            while (true)
            {
                await _mailbox.ReceiveAsync(waiting, _options.MaxBatch).ConfigureAwait(false);
                if (waiting.Count == 0)
                {
                    return;
                }

                await HandleAsync(waiting).ConfigureAwait(false);
            }
        }
        finally
        {
            _mailbox.Close();
        }
    }

    private ITimer StartExpiry()
    {
        var period = _options.LeaseDuration / 4;

        // A full mailbox drops the check: the next one comes soon, and a busy coordinator hears from its workers.
        return _time.CreateTimer(_ => _mailbox.TryTell(CheckLeases), state: null, period, period);
    }

    private async ValueTask HandleAsync(List<CoordinatorMessage> waiting)
    {
        var state = _state;
        var events = new List<StudyEvent>();
        var replies = new List<(IActorRef<WorkerMessage> To, StudyReply Reply)>();
        var isDraining = _isDraining;
        if (isDraining)
        {
            waiting.AddRange(_parked);
            _parked.Clear();
        }

        for (var i = 0; i < waiting.Count; i++)
        {
            var message = waiting[i];
            if (isDraining && message.Command is StudyCommand.Claim)
            {
                replies.Add((message.ReplyTo!, StudyReply.NothingNow.Instance));
                continue;
            }

            var now = _time.GetUtcNow();
            var command = message.Command is StudyCommand.ExpireLeases ? Check(state, now) : message.Command;
            var decision = Study.Decide(state, command, now);
            state = Study.Apply(state, decision.Events);
            events.AddRange(decision.Events);
            if (decision.Reply is StudyReply.NothingNow)
            {
                _parked.Add(message);
            }
            else if (message.ReplyTo is not null)
            {
                replies.Add((message.ReplyTo, decision.Reply));
            }

            if (decision.Events.Any(BringsWork))
            {
                waiting.AddRange(_parked);
                _parked.Clear();
            }
        }

        if (events.Count > 0)
        {
            _writer = await _ledger.AppendAsync(_writer, events, CancellationToken.None).ConfigureAwait(false);
        }

        _state = state;
        if (events.Count > 0)
        {
            _observer.Recorded(state, events);
        }

        foreach (var (to, reply) in replies)
        {
            to.Answer(new WorkerMessage.FromCoordinator(reply));
        }
    }

    /// <summary>
    /// What a check of the leases asks of the study. Checks come four times a lease. When two were further apart, this
    /// process was stopped, or its disk was, and did not hear its workers; when the clock went back, deadlines mean
    /// nothing. Either way nobody was silent, and every lease begins anew.
    /// </summary>
    private StudyCommand Check(StudyState state, DateTimeOffset now)
    {
        var passed = now - _lastCheck;
        _lastCheck = now;
        var didNotHear = passed < TimeSpan.Zero || passed > _options.LeaseDuration / 2;
        return didNotHear && !state.Running.IsEmpty
            ? new StudyCommand.Open(_options.LeaseDuration, WorkersAreGone: false)
            : new StudyCommand.ExpireLeases();
    }

    /// <summary>Whether a parked claim may have another answer after the event.</summary>
    private static bool BringsWork(StudyEvent happened) =>
        happened is StudyEvent.AttemptEnded or StudyEvent.TrialsAdded or StudyEvent.Completed;
}
