using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>
/// The rules of a study: which trial is leased next, whose word counts, when a failed trial is tried again and when it
/// is given up, when the study is complete. Pure: the time is an argument, and all that happens is in the events.
/// </summary>
public static partial class Study
{
    /// <summary>Trials of one event; a larger grid takes several events, so that none outgrows a store's limits.</summary>
    public const int TrialsPerEvent = 500;

    /// <summary>Characters of a failure's reason that are kept.</summary>
    public const int MaxReasonLength = 2000;

    /// <summary>What happens when the study is asked for something.</summary>
    /// <param name="state">The study as it stands.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">The time by the coordinator's clock.</param>
    /// <exception cref="StudyException">The command makes no sense in this state.</exception>
    public static Decision Decide(StudyState state, StudyCommand command, DateTimeOffset now) => command switch
    {
        StudyCommand.Create c => Create(state, c, now),
        StudyCommand.Extend c => Extend(state, c, now),
        StudyCommand.Open c => Open(state, c, now),
        StudyCommand.ExpireLeases => ExpireLeases(state, now),
        StudyCommand.Claim c => Claim(state, c, now),
        StudyCommand.Renew c => OnLease(state, c, _ =>
            [new StudyEvent.Renewed(c.Trial, c.Attempt, now + state.LeaseDuration, now)]),
        StudyCommand.ReportEpoch c => OnLease(state, c, trial =>
            [Report(trial, c, now + state.LeaseDuration, now)]),
        StudyCommand.Finish c => OnLease(state, c, _ =>
        [
            new StudyEvent.Finished(c.Trial, c.Attempt, Keep(c.Result), now),
            .. CompletionAfter(state, ended: 1, now),
        ]),
        StudyCommand.Fail c => OnLease(state, c, trial =>
        {
            var end = End(state, trial, AttemptEnd.Failed, c.Error, now);
            return [end, .. CompletionAfter(state, end.GivesUp ? 1 : 0, now)];
        }),
        StudyCommand.RunOutOfMemory c => OnLease(state, c, trial =>
        {
            var end = EndWithoutMemory(state, trial, c, now);
            return [end, .. CompletionAfter(state, end.GivesUp ? 1 : 0, now)];
        }),
        StudyCommand.HandBack c => OnLease(state, c, trial =>
            [End(state, trial, AttemptEnd.HandedBack, c.Reason, now)]),
        _ => throw new StudyException($"unknown command {command}"),
    };

    private static Decision Create(StudyState state, StudyCommand.Create command, DateTimeOffset now)
    {
        if (state.Definition is not null)
        {
            throw new StudyException($"the study {state.Definition.Name} exists");
        }

        return new Decision(
            [
                new StudyEvent.Created(command.Definition, now),
                .. Chunks(command.Trials, now),
                .. command.Trials.All(t => t.Rejection is not null) ? Completion(now) : [],
            ],
            StudyReply.Done.Instance);
    }

    private static Decision Extend(StudyState state, StudyCommand.Extend command, DateTimeOffset now)
    {
        var definition = state.Definition ?? throw new StudyException("there is no study to extend");
        var added = command.Trials.RemoveAll(t => state.Positions.ContainsKey(t.Id));
        ImmutableArray<StudyEvent> redefined =
            definition == command.Definition ? [] : [new StudyEvent.Redefined(command.Definition, now)];
        return new Decision(
            [
                .. redefined,
                .. Chunks(added, now),
                .. state.AllEnded && !added.IsEmpty && added.All(t => t.Rejection is not null) ? Completion(now) : [],
            ],
            StudyReply.Done.Instance);
    }

    private static Decision Open(StudyState state, StudyCommand.Open command, DateTimeOffset now)
    {
        if (state.Definition is null)
        {
            throw new StudyException("there is no study to open");
        }

        var handedBack = command.WorkersAreGone
            ? state.Running.Select(p => End(state, state.Trials[p], AttemptEnd.HandedBack, "the run was interrupted", now))
            : [];
        return new Decision(
            [.. handedBack, new StudyEvent.Opened(command.LeaseDuration, now)], StudyReply.Done.Instance);
    }

    private static Decision ExpireLeases(StudyState state, DateTimeOffset now)
    {
        var ends = state.Running
            .Select(p => state.Trials[p])
            .Where(t => t.Deadline <= now)
            .Select(t => End(state, t, AttemptEnd.Expired, $"worker {t.Worker} went silent", now))
            .ToImmutableArray();
        return new Decision(
            [.. ends, .. CompletionAfter(state, ends.Count(e => e.GivesUp), now)], StudyReply.Done.Instance);
    }

    private static Decision Claim(StudyState state, StudyCommand.Claim command, DateTimeOffset now)
    {
        if (state.AllEnded)
        {
            return Decision.Answer(StudyReply.StudyEnded.Instance);
        }

        var definition = state.Definition ?? throw new StudyException("there is no study to work on");
        var deadline = now + state.LeaseDuration;
        var unheard = Unheard(state, command).Take(command.Capacity).Select(t => Lease(t, t.Attempt)).ToImmutableArray();
        if (!unheard.IsEmpty)
        {
            return Grant(unheard, l => new StudyEvent.Renewed(l.Plan.Id, l.Attempt, deadline, now));
        }

        var leases = Fitting(state, command).Select(t => Lease(t, t.Attempt + 1)).ToImmutableArray();
        return leases.IsEmpty
            ? Decision.Answer(StudyReply.NothingNow.Instance)
            : Grant(leases, l => new StudyEvent.Leased(l.Plan.Id, l.Attempt, command.Worker, deadline, now));

        TrialLease Lease(TrialState trial, int attempt) => new(
            trial.Plan, attempt, SeedDerivation.TrialSeed(definition.Seed, trial.Plan), deadline, trial.MaxNeighbours);

        Decision Grant(ImmutableArray<TrialLease> granted, Func<TrialLease, StudyEvent> happened) =>
            new([.. granted.Select(happened)], new StudyReply.Granted(granted, state.LeaseDuration));
    }

    /// <summary>Trials that were granted to the worker in an answer that it never had.</summary>
    private static IEnumerable<TrialState> Unheard(StudyState state, StudyCommand.Claim command) => state.RunningBy
        .GetValueOrDefault(command.Worker, [])
        .Select(p => state.Trials[p])
        .Where(t => !command.Holding.Contains(new HeldTrial(t.Plan.Id, t.Attempt)));

    /// <summary>The next trials that a worker has room for.</summary>
    private static IEnumerable<TrialState> Fitting(StudyState state, StudyCommand.Claim command)
    {
        var room = command.MemoryBytes ?? long.MaxValue;
        var most = int.MaxValue; // Neighbours that all of the trials taken so far allow.
        var taken = 0;
        foreach (var position in WaitingPositions(state))
        {
            if (taken >= command.Capacity)
            {
                yield break;
            }

            var trial = state.Trials[position];
            var mostWithIt = Math.Min(most, trial.MaxNeighbours ?? int.MaxValue);
            if (trial.Plan.MemoryBytes <= room && command.Neighbours + taken <= mostWithIt)
            {
                room -= trial.Plan.MemoryBytes;
                most = mostWithIt;
                taken++;
                yield return trial;
            }
        }
    }

    /// <summary>An epoch that the attempt has told before, in a message whose answer was lost, only renews the lease.</summary>
    private static StudyEvent Report(TrialState trial, StudyCommand.ReportEpoch command, DateTimeOffset deadline, DateTimeOffset now) =>
        command.Metrics.Epoch <= (trial.LastEpoch?.Epoch ?? 0)
            ? new StudyEvent.Renewed(command.Trial, command.Attempt, deadline, now)
            : new StudyEvent.EpochReported(command.Trial, command.Attempt, command.Metrics, deadline, now);

    /// <summary>Halving ends after a few attempts, whatever the device.</summary>
    private static StudyEvent.AttemptEnded EndWithoutMemory(
        StudyState state, TrialState trial, StudyCommand.RunOutOfMemory command, DateTimeOffset now)
    {
        // Fewer than before even where somebody counts wrongly, so that a trial is never tried like this for ever.
        var neighbours = Math.Min(command.Neighbours, trial.MaxNeighbours ?? int.MaxValue);
        return neighbours == 0
            ? End(state, trial, AttemptEnd.Failed, command.Error, now)
            : End(state, trial, AttemptEnd.OutOfMemory, command.Error, now) with { MaxNeighbours = neighbours / 2 };
    }

    /// <summary>Trials that were tried before come first, so that a study does not end on its hardest ones.</summary>
    private static IEnumerable<int> WaitingPositions(StudyState state)
    {
        foreach (var position in state.Returned)
        {
            yield return position;
        }

        for (var position = state.NextFresh; position < state.Trials.Count; position++)
        {
            if (state.Trials[position].Status == TrialStatus.Waiting)
            {
                yield return position;
            }
        }
    }

    /// <summary>The fence: only the attempt that holds the trial's lease has a say.</summary>
    private static Decision OnLease(
        StudyState state, StudyCommand.OnAttempt command, Func<TrialState, ImmutableArray<StudyEvent>> decide)
    {
        var (id, attempt, endsAttempt) = command;
        var trial = state.Find(id);
        if (trial is { Status: TrialStatus.Running } && trial.Attempt == attempt)
        {
            return new Decision(
                decide(trial), new StudyReply.Acknowledged(id, attempt, Acknowledgement.Recorded, endsAttempt));
        }

        var word = trial is { Result: not null } && trial.Attempt == attempt
            ? Acknowledgement.AlreadyRecorded
            : Acknowledgement.Stale;
        return Decision.Answer(new StudyReply.Acknowledged(id, attempt, word, endsAttempt));
    }

    private static StudyEvent.AttemptEnded End(
        StudyState state, TrialState trial, AttemptEnd end, string reason, DateTimeOffset now)
    {
        var givesUp = end.CountsAsFailure() && trial.Failures + 1 >= state.Definition!.MaxAttempts;
        return new StudyEvent.AttemptEnded(trial.Plan.Id, trial.Attempt, end, Keep(reason), givesUp, now);
    }

    private static TrialResult Keep(TrialResult result) =>
        result with { Reason = Keep(result.Reason), Machine = result.Machine is { } machine ? Keep(machine) : null };

    /// <summary>A reason short enough to keep and well-formed, since half a surrogate pair would not read back from a store as it was.</summary>
    private static string Keep(string reason)
    {
        var length = Math.Min(reason.Length, MaxReasonLength);
        if (length < reason.Length && char.IsHighSurrogate(reason[length - 1]))
        {
            length--;
        }

        var kept = new System.Text.StringBuilder(length);
        foreach (var rune in reason.AsSpan(0, length).EnumerateRunes())
        {
            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    private static ImmutableArray<StudyEvent> CompletionAfter(StudyState state, int ended, DateTimeOffset now) =>
        ended > 0 && state.EndedCount + ended == state.Trials.Count ? Completion(now) : [];

    private static ImmutableArray<StudyEvent> Completion(DateTimeOffset now) => [new StudyEvent.Completed(now)];

    private static IEnumerable<StudyEvent> Chunks(ImmutableArray<TrialPlan> trials, DateTimeOffset now) =>
        trials.Chunk(TrialsPerEvent).Select(chunk => new StudyEvent.TrialsAdded([.. chunk], now));
}
