using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <content>What a study is after its events.</content>
public static partial class Study
{
    /// <summary>The study after an event. Events say what happened; nothing is decided here.</summary>
    public static StudyState Apply(StudyState state, StudyEvent happened) => happened switch
    {
        StudyEvent.Created e => state with { Definition = e.Definition },
        StudyEvent.Redefined e => state with { Definition = e.Definition },
        StudyEvent.TrialsAdded e => AddTrials(state, e.Trials),
        StudyEvent.Opened e => RestartLeases(state, e),
        StudyEvent.Leased e => OnTrial(state, e.Trial, position => Take(state, position, e.Worker) with
        {
            Trials = state.Trials.SetItem(position, state.Trials[position] with
            {
                Status = TrialStatus.Running,
                Attempt = e.Attempt,
                Worker = e.Worker,
                Deadline = e.Deadline,
                LastEpoch = null,
            }),
        }),
        StudyEvent.Renewed e => Change(state, e.Trial, t => t with { Deadline = e.Deadline }),
        StudyEvent.EpochReported e => Change(state, e.Trial, t => t with { Deadline = e.Deadline, LastEpoch = e.Metrics }),
        StudyEvent.Finished e => EndTrial(state, e.Trial, t => t with
        {
            Outcome = e.Result.Outcome,
            Reason = e.Result.Reason,
            Result = e.Result,
        }),
        StudyEvent.AttemptEnded { GivesUp: true } e => EndTrial(state, e.Trial, t => t with
        {
            Outcome = TrialOutcome.Failed,
            Reason = e.Reason,
            Failures = t.Failures + 1,
        }),
        StudyEvent.AttemptEnded e => Return(state, e),
        StudyEvent.Completed => state with { IsCompleted = true },
        _ => throw new StudyException($"unknown event {happened}"),
    };

    /// <summary>The study after many events.</summary>
    public static StudyState Apply(StudyState state, IEnumerable<StudyEvent> events) => events.Aggregate(state, Apply);

    private static StudyState AddTrials(StudyState state, ImmutableArray<TrialPlan> plans)
    {
        var first = state.Trials.Count;
        var added = plans.Select(p => p.Rejection is null
            ? new TrialState(p)
            : new TrialState(p, TrialStatus.Ended, Outcome: TrialOutcome.Rejected, Reason: p.Rejection));
        return state with
        {
            Trials = state.Trials.AddRange(added),
            Positions = state.Positions.AddRange(plans.Select((p, i) => KeyValuePair.Create(p.Id, first + i))),
            EndedCount = state.EndedCount + plans.Count(p => p.Rejection is not null),
            IsCompleted = false,
        };
    }

    private static StudyState RestartLeases(StudyState state, StudyEvent.Opened opened)
    {
        var trials = state.Running.Aggregate(
            state.Trials,
            (all, position) => all.SetItem(position, all[position] with { Deadline = opened.At + opened.LeaseDuration }));
        return state with { Trials = trials, LeaseDuration = opened.LeaseDuration };
    }

    private static StudyState Take(StudyState state, int position, string worker) => state with
    {
        NextFresh = Math.Max(state.NextFresh, position + 1),
        Returned = state.Returned.Remove(position),
        Running = state.Running.Add(position),
        RunningBy = state.RunningBy.SetItem(worker, state.RunningBy.GetValueOrDefault(worker, []).Add(position)),
    };

    private static StudyState Leave(StudyState state, int position)
    {
        // A store that somebody tampered with may end what was never leased; whoever checks it wants to read on.
        var worker = state.Trials[position].Worker ?? string.Empty;
        var left = state.RunningBy.GetValueOrDefault(worker, []).Remove(position);
        return state with
        {
            Running = state.Running.Remove(position),
            RunningBy = left.IsEmpty ? state.RunningBy.Remove(worker) : state.RunningBy.SetItem(worker, left),
        };
    }

    private static StudyState Return(StudyState state, StudyEvent.AttemptEnded ended) =>
        OnTrial(state, ended.Trial, position => Leave(state, position) with
        {
            Trials = state.Trials.SetItem(position, state.Trials[position] with
            {
                Status = TrialStatus.Waiting,
                Failures = state.Trials[position].Failures + (ended.End.CountsAsFailure() ? 1 : 0),
                Reason = ended.Reason,
                MaxNeighbours = ended.MaxNeighbours ?? state.Trials[position].MaxNeighbours,
                LastEpoch = null,
            }),
            Returned = state.Returned.Add(position),
        });

    private static StudyState EndTrial(StudyState state, TrialId id, Func<TrialState, TrialState> change) =>
        OnTrial(state, id, position => Leave(state, position) with
        {
            Trials = state.Trials.SetItem(position, change(state.Trials[position]) with { Status = TrialStatus.Ended, LastEpoch = null }),
            EndedCount = state.EndedCount + 1,
        });

    private static StudyState Change(StudyState state, TrialId id, Func<TrialState, TrialState> change) =>
        OnTrial(state, id, position => state with { Trials = state.Trials.SetItem(position, change(state.Trials[position])) });

    private static StudyState OnTrial(StudyState state, TrialId id, Func<int, StudyState> change) =>
        state.Positions.TryGetValue(id, out var position)
            ? change(position)
            : throw new StudyException($"the ledger speaks of trial {id}, which the study does not have");
}
