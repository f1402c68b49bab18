using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Scheduling;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>
/// Owns the studies of a store. Its loop never changes: take the commands that wait, decide each, record all events of
/// a study in one transaction, show them, then answer. Nothing is answered, leased or shown before the ledger holds it.
/// </summary>
public sealed class CoordinatorActor
{
    /// <summary>How long a store that failed is left alone.</summary>
    private static readonly TimeSpan RecoveryPause = TimeSpan.FromSeconds(1);

    private readonly ILedger _ledger;
    private readonly TimeProvider _time;
    private readonly CoordinatorOptions _options;
    private readonly ISearchObserver _observer;
    private readonly Mailbox<CoordinatorMessage> _mailbox;

    /// <summary>In the order of submission.</summary>
    private readonly List<HostedStudy> _studies;

    /// <summary>Claims that found nothing; they are decided again when work may have come.</summary>
    private readonly List<CoordinatorMessage.Claim> _parked = [];

    private volatile bool _isDraining;
    private DateTimeOffset _lastCheck;
    private DateTimeOffset _lastRecovery;

    /// <summary>Makes the coordinator of studies that are open: <see cref="StudyHosting.OpenAsync"/> opened them.</summary>
    public CoordinatorActor(
        ILedger ledger, IEnumerable<HostedStudy> studies, TimeProvider time, CoordinatorOptions options, ISearchObserver observer)
    {
        _ledger = ledger;
        _studies = [.. studies];
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
        _mailbox.TryTell(CoordinatorMessage.Check.Instance);
    }

    /// <summary>Finishes what waits in the mailbox, then stops.</summary>
    public void Stop() => _mailbox.Close();

    /// <summary>Works until stopped.</summary>
    /// <exception cref="LedgerException">
    /// The ledger refused, or, for a service, another coordinator has taken a study over; what was not recorded was not answered either.
    /// </exception>
    public async Task RunAsync()
    {
        _lastCheck = _time.GetUtcNow();
        using var checks = StartChecks();
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

    private ITimer StartChecks()
    {
        var period = _options.LeaseDuration / 4;

        // A full mailbox drops the check: the next one comes soon, and a busy coordinator hears from its workers.
        return _time.CreateTimer(_ => _mailbox.TryTell(CoordinatorMessage.Check.Instance), state: null, period, period);
    }

    private async ValueTask HandleAsync(List<CoordinatorMessage> waiting)
    {
        var hasRecovered = await RecoverAsync().ConfigureAwait(false);
        var batch = new Batch(_studies);
        var isDraining = _isDraining;
        if (isDraining || hasRecovered)
        {
            Unpark(waiting);
        }

        for (var i = 0; i < waiting.Count; i++)
        {
            switch (waiting[i])
            {
                case CoordinatorMessage.Claim claim when isDraining:
                    batch.Reply(claim.ReplyTo, StudyReply.NothingNow.Instance);
                    break;
                case CoordinatorMessage.Claim claim:
                    Claim(batch, claim);
                    break;
                case CoordinatorMessage.Withdraw withdraw:
                    Withdraw(batch, p => p.Command.Worker == withdraw.Worker && (withdraw.Only is null || ReferenceEquals(p.ReplyTo, withdraw.Only)));
                    break;
                case CoordinatorMessage.OnAttempt word:
                    Hear(batch, word);
                    break;
                case CoordinatorMessage.Check:
                    CheckLeases(batch);
                    break;
                case CoordinatorMessage.Submit submit:
                    await CommitAsync(batch).ConfigureAwait(false);
                    await SubmitAsync(submit).ConfigureAwait(false);
                    batch = new Batch(_studies);
                    Unpark(waiting);
                    break;
            }

            if (batch.TakeBroughtWork())
            {
                Unpark(waiting);
            }
        }

        await CommitAsync(batch).ConfigureAwait(false);
    }

    private void Claim(Batch batch, CoordinatorMessage.Claim claim)
    {
        // The worker asked anew, with other terms: one worker waits for one answer.
        Withdraw(batch, p => p.Command.Worker == claim.Command.Worker);
        var now = _time.GetUtcNow();
        foreach (var state in StudyOrder.Of(batch.States, _options.Sharing))
        {
            var study = state.Definition!.Name;
            if (claim.Unable.Contains(study))
            {
                continue;
            }

            var decision = Study.Decide(state, claim.Command, now);
            if (decision.Reply is StudyReply.Granted)
            {
                batch.Add(study, decision, claim.ReplyTo);
                return;
            }
        }

        if (!_options.IsService && batch.States.All(s => s.AllEnded))
        {
            batch.Reply(claim.ReplyTo, StudyReply.StudyEnded.Instance);
        }
        else
        {
            _parked.Add(claim);
        }
    }

    private void Withdraw(Batch batch, Predicate<CoordinatorMessage.Claim> whose)
    {
        foreach (var claim in _parked.FindAll(whose))
        {
            _parked.Remove(claim);
            batch.Reply(claim.ReplyTo, StudyReply.NothingNow.Instance);
        }
    }

    private void Hear(Batch batch, CoordinatorMessage.OnAttempt word)
    {
        var (study, command, replyTo) = word;
        if (_studies.Find(s => s.Name == study) is { Failure: { } failure })
        {
            replyTo.Answer(new WorkerMessage.Unavailable(failure.Message));
            return;
        }

        var decision = batch.Find(study) is { } state
            ? Study.Decide(state, command, _time.GetUtcNow())
            : Decision.Answer(new StudyReply.Acknowledged(command.Trial, command.Attempt, Acknowledgement.Stale, command.EndsAttempt));
        batch.Add(study, decision, replyTo);
        if (decision.Reply is StudyReply.Acknowledged { Word: Acknowledgement.Stale })
        {
            _observer.RefusedStale(study, command);
        }
    }

    /// <summary>
    /// Ends the leases that have run out. Checks come four times a lease. When two were further apart, this process was
    /// stopped, or its disk was, and did not hear its workers; when the clock went back, deadlines mean nothing. Either
    /// way nobody was silent, and every lease begins anew.
    /// </summary>
    private void CheckLeases(Batch batch)
    {
        var now = _time.GetUtcNow();
        var passed = now - _lastCheck;
        _lastCheck = now;
        var didNotHear = passed < TimeSpan.Zero || passed > _options.LeaseDuration / 2;
        foreach (var state in batch.States)
        {
            StudyCommand command = didNotHear && !state.Running.IsEmpty
                ? new StudyCommand.Open(_options.LeaseDuration, WorkersAreGone: false)
                : new StudyCommand.ExpireLeases();
            batch.Add(state.Definition!.Name, Study.Decide(state, command, now), replyTo: null);
        }
    }

    private async ValueTask CommitAsync(Batch batch)
    {
        foreach (var (name, state, events) in batch.Changes)
        {
            var position = _studies.FindIndex(s => s.Name == name);
            try
            {
                var writer = await _ledger.AppendAsync(_studies[position].Writer, events, CancellationToken.None).ConfigureAwait(false);
                _studies[position] = new HostedStudy(writer, state);
                _observer.Recorded(state, events);
            }
            catch (LedgerException failure) when (MayPass(failure))
            {
                GiveUpUntilRecovery(position, failure);
                batch.Fail(name, failure.Message);
            }
        }

        batch.Answer();
    }

    private async ValueTask SubmitAsync(CoordinatorMessage.Submit submit)
    {
        var (plan, resume, extend, replyTo) = submit;
        var name = plan.Definition.Name;
        try
        {
            var stored = await StudyHosting.LoadAsync(_ledger, name, CancellationToken.None).ConfigureAwait(false);

            // A study that is worked on is joined: whoever submits it a second time wants what the first one wanted.
            var isHosted = _studies.Exists(s => s.Name == name && !s.State.AllEnded);
            var opening = StudyOpening.Decide(stored, plan, resume || isHosted, extend);
            if (opening is StudyOpening.Begin or StudyOpening.Extend || (opening is StudyOpening.GoOn && !isHosted))
            {
                await HostAsync(name, StudyHosting.CommandOf(opening, plan)).ConfigureAwait(false);
            }

            replyTo.Answer(new SubmissionReply.Decided(opening));
        }
        catch (LedgerException failure) when (MayPass(failure))
        {
            if (_studies.FindIndex(s => s.Name == name) is >= 0 and var position)
            {
                // Taken over anew and not opened: the writer from before would find itself fenced off.
                GiveUpUntilRecovery(position, failure);
            }

            replyTo.Answer(new SubmissionReply.Unavailable(failure.Message));
        }
    }

    private void GiveUpUntilRecovery(int position, LedgerException failure)
    {
        _studies[position] = _studies[position] with { Failure = failure };
        _lastRecovery = _time.GetUtcNow();
        _observer.StoreFailed(_studies[position].Name, failure);
    }

    /// <summary>Tries again what failed: the ledger says what it holds, and the study goes on from there.</summary>
    /// <returns>Whether there is a study that there was not before.</returns>
    private async ValueTask<bool> RecoverAsync()
    {
        var now = _time.GetUtcNow();
        if (!_studies.Exists(s => s.Failure is not null) || (now - _lastRecovery).Duration() < RecoveryPause)
        {
            return false;
        }

        _lastRecovery = now;
        var hasRecovered = false;
        foreach (var failed in _studies.FindAll(s => s.Failure is not null))
        {
            try
            {
                await HostAsync(failed.Name, before: null).ConfigureAwait(false);
                _observer.StoreRecovered(failed.Name);
                hasRecovered = true;
            }
            catch (LedgerException failure) when (MayPass(failure))
            {
                // Left as it is until the next time; whoever asks is told the reason.
            }
        }

        return hasRecovered;
    }

    private async ValueTask HostAsync(string name, StudyCommand? before)
    {
        var (study, events) = await StudyHosting.OpenAsync(
            _ledger, name, before, new StudyCommand.Open(_options.LeaseDuration, WorkersAreGone: false), _time).ConfigureAwait(false);
        var position = _studies.FindIndex(s => s.Name == name);
        if (position < 0)
        {
            _studies.Add(study);
            _observer.Recorded(study.State, events);
            return;
        }

        // A transaction that seemed to fail may have been recorded all the same.
        var unseen = new List<StudyEvent>();
        await foreach (var happened in _ledger.ReadAsync(name, _studies[position].Writer.NextVersion, CancellationToken.None).ConfigureAwait(false))
        {
            unseen.Add(happened);
        }

        // Only now: a study that cannot be read has not recovered.
        _studies[position] = study;
        _observer.Recorded(study.State, unseen);
    }

    private void Unpark(List<CoordinatorMessage> waiting)
    {
        waiting.AddRange(_parked);
        _parked.Clear();
    }

    /// <summary>Whether a service goes on after a failure: not when somebody else writes the study now.</summary>
    private bool MayPass(LedgerException failure) => _options.IsService && failure is not LedgerFencedException;
}
