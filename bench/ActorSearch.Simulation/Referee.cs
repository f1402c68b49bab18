using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using static ActorSearch.Simulation.SimulationException;

namespace ActorSearch.Simulation;

/// <summary>
/// Knows the promises, and nothing of how the study keeps them: it follows the events with a model of its own and
/// throws at the first one that breaks a promise.
/// </summary>
public sealed class Referee(SimulatedStudy study)
{
    private readonly Dictionary<TrialId, Trial> _trials = [];
    private TimeSpan _leaseDuration;
    private StudyDefinition? _definition;
    private bool _isCompleted;

    /// <summary>Number of trials that wait.</summary>
    public int Waiting => _trials.Values.Count(t => !t.IsRunning && !t.IsEnded);

    /// <summary>Whether every trial has its outcome.</summary>
    public bool AllEnded => _definition is not null && _trials.Values.All(t => t.IsEnded);

    /// <summary>Trials that ran out of time.</summary>
    public int Overdue(DateTimeOffset now) => _trials.Values.Count(t => t.IsRunning && t.Deadline <= now);

    /// <summary>Number of trials that run.</summary>
    public int Running => _trials.Values.Count(t => t.IsRunning);

    /// <summary>Whether this attempt holds the trial's lease.</summary>
    public bool Holds(TrialId id, int attempt) => _trials.TryGetValue(id, out var t) && t.IsRunning && t.Attempt == attempt;

    /// <summary>Whether the trial's result is this attempt's.</summary>
    public bool Finished(TrialId id, int attempt) =>
        _trials.TryGetValue(id, out var t) && t.IsEnded && t.HasResult && t.Attempt == attempt;

    /// <summary>Attempts whose lease a worker holds.</summary>
    public IEnumerable<HeldTrial> HeldBy(string worker) =>
        _trials.Where(t => t.Value.IsRunning && t.Value.Worker == worker).Select(t => new HeldTrial(t.Key, t.Value.Attempt));

    /// <summary>Whether the trial is known and may have no neighbours any more.</summary>
    public bool AllowsNone(TrialId id) => _trials.TryGetValue(id, out var t) && t.MaxNeighbours == 0;

    /// <summary>Trials granted together fit where they go, and no other trial that waits would have fitted as well.</summary>
    public void CheckFit(StudyCommand.Claim claim, IReadOnlyCollection<TrialLease> granted)
    {
        var room = (claim.MemoryBytes ?? long.MaxValue) - granted.Sum(l => l.Plan.MemoryBytes);
        var neighbours = claim.Neighbours + granted.Count;
        Require(room >= 0, $"{claim} was granted {-room} bytes more than it has");
        Require(granted.Count <= claim.Capacity, $"{claim} was granted {granted.Count} trials");

        var given = granted.Select(l => l.Plan.Id).ToHashSet();
        var most = given.Select(Allowed).DefaultIfEmpty(int.MaxValue).Min();
        Require(neighbours - 1 <= most, $"{claim} was granted {granted.Count} trials of which one allows {most} neighbours");
        var left = _trials.Count(t => !t.Value.IsRunning && !t.Value.IsEnded && !given.Contains(t.Key)
            && t.Value.MemoryBytes <= room && neighbours <= Math.Min(most, Allowed(t.Key)));
        Require(granted.Count == claim.Capacity || left == 0, $"{claim} was granted {granted.Count} trials and {left} more would fit");
    }

    private int Allowed(TrialId id) => _trials[id].MaxNeighbours ?? int.MaxValue;

    /// <summary>The state between transactions: completion is recorded with the event that brings it, neither before nor later.</summary>
    public void EndOfTransaction() =>
        Require(AllEnded == _isCompleted, $"all trials ended: {AllEnded}; completion recorded: {_isCompleted}");

    /// <summary>The study's own picture is the referee's.</summary>
    public void CheckState(StudyState state)
    {
        Require(state.IsCompleted == _isCompleted, $"completed: {state.IsCompleted}; recorded: {_isCompleted}");
        foreach (var trial in state.Trials)
        {
            var known = _trials[trial.Plan.Id];
            var status = known.IsEnded ? TrialStatus.Ended : known.IsRunning ? TrialStatus.Running : TrialStatus.Waiting;
            Require(
                trial.Status == status && trial.Attempt == known.Attempt && trial.Failures == known.Failures
                    && trial.MaxNeighbours == known.MaxNeighbours
                    && (!known.IsRunning || trial.Deadline == known.Deadline) && (known.IsRunning || trial.LastEpoch is null),
                $"{trial} is {status}, attempt {known.Attempt}, {known.Failures} failures, deadline {known.Deadline}");
        }
    }

    /// <summary>Follows one event.</summary>
    public void Observe(StudyEvent happened)
    {
        switch (happened)
        {
            case StudyEvent.Created e:
                Require(_definition is null, $"the study was created twice");
                _definition = e.Definition;
                break;
            case StudyEvent.Redefined e:
                Require(_definition is not null && _definition != e.Definition, $"redefined as what it was");
                _definition = e.Definition;
                break;
            case StudyEvent.TrialsAdded e:
                Add(e);
                break;
            case StudyEvent.Opened e:
                Open(e);
                break;
            case StudyEvent.Leased e:
                Lease(e);
                break;
            case StudyEvent.Renewed e:
                Extend(Held(e.Trial, e.Attempt, e), e.Deadline, e.At);
                break;
            case StudyEvent.EpochReported e:
                Extend(Held(e.Trial, e.Attempt, e), e.Deadline, e.At);
                Require(e.Metrics.Epoch > _trials[e.Trial].LastEpoch, $"epoch {e.Metrics.Epoch} followed epoch {_trials[e.Trial].LastEpoch}");
                _trials[e.Trial].LastEpoch = e.Metrics.Epoch;
                var expected = FakeTrainer.Epoch(study.SeedOf(e.Trial), e.Metrics.Epoch);
                Require(e.Metrics == expected, $"recorded {e.Metrics}, trained {expected}");
                break;
            case StudyEvent.Finished e:
                Finish(e);
                break;
            case StudyEvent.AttemptEnded e:
                End(e);
                break;
            case StudyEvent.Completed:
                Require(!_isCompleted && AllEnded, $"completed before the end, or twice");
                _isCompleted = true;
                break;
            default:
                throw new SimulationException($"unknown event {happened}");
        }
    }

    private void Add(StudyEvent.TrialsAdded e)
    {
        foreach (var plan in e.Trials)
        {
            Require(_trials.TryAdd(plan.Id, new Trial(plan)), $"trial {plan.Id} was added twice");
        }

        _isCompleted = false;
    }

    private void Open(StudyEvent.Opened e)
    {
        _leaseDuration = e.LeaseDuration;
        foreach (var trial in _trials.Values.Where(t => t.IsRunning))
        {
            trial.Deadline = e.At + e.LeaseDuration;
        }
    }

    private void Lease(StudyEvent.Leased e)
    {
        var trial = _trials[e.Trial];
        Require(!trial.IsRunning, $"{e.Trial} was leased while attempt {trial.Attempt} ran");
        Require(!trial.IsEnded, $"{e.Trial} was leased after its end");
        Require(e.Attempt == trial.Attempt + 1, $"attempt {e.Attempt} followed attempt {trial.Attempt}");
        trial.Attempt = e.Attempt;
        trial.IsRunning = true;
        trial.Worker = e.Worker;
        trial.LastEpoch = 0;
        Extend(trial, e.Deadline, e.At);
    }

    private void Finish(StudyEvent.Finished e)
    {
        var trial = Held(e.Trial, e.Attempt, e);
        var expected = FakeTrainer.Train(study.SeedOf(e.Trial));
        Require(e.Result == expected, $"recorded {e.Result}, trained {expected}");
        Require(!study.AlwaysFails(e.Trial), $"{e.Trial} came to a result although it fails always");
        trial.IsRunning = false;
        trial.IsEnded = true;
        trial.HasResult = true;
    }

    private void End(StudyEvent.AttemptEnded e)
    {
        var trial = Held(e.Trial, e.Attempt, e);
        if (e.End == AttemptEnd.Expired)
        {
            Require(trial.Deadline <= e.At, $"{e.Trial} expired before its deadline");
        }

        var counts = e.End is AttemptEnd.Failed or AttemptEnd.Expired;
        if (e.End == AttemptEnd.OutOfMemory)
        {
            Require(
                e.MaxNeighbours >= 0 && e.MaxNeighbours < (trial.MaxNeighbours ?? int.MaxValue),
                $"{e.Trial} is tried again beside {e.MaxNeighbours} after {trial.MaxNeighbours}");
            trial.MaxNeighbours = e.MaxNeighbours;
        }

        trial.Failures += counts ? 1 : 0;
        var isLast = counts && trial.Failures >= _definition!.MaxAttempts;
        Require(
            e.GivesUp == isLast, $"{e.Trial}: {trial.Failures} of {_definition!.MaxAttempts} failures, {e.End}, gives up: {e.GivesUp}");
        trial.IsRunning = false;
        trial.IsEnded = isLast;
    }

    private Trial Held(TrialId id, int attempt, StudyEvent happened)
    {
        var trial = _trials[id];
        Require(trial.IsRunning && !trial.IsEnded && trial.Attempt == attempt, $"{happened} although that attempt holds no lease");
        return trial;
    }

    private void Extend(Trial trial, DateTimeOffset deadline, DateTimeOffset at)
    {
        Require(deadline == at + _leaseDuration, $"a deadline of {deadline} given at {at} for a lease of {_leaseDuration}");
        trial.Deadline = deadline;
    }

    private sealed class Trial(TrialPlan plan)
    {
        public long MemoryBytes => plan.MemoryBytes;

        public string? Worker { get; set; }

        public int? MaxNeighbours { get; set; }

        public int LastEpoch { get; set; }

        public int Attempt { get; set; }

        public int Failures { get; set; }

        public bool IsRunning { get; set; }

        public bool IsEnded { get; set; } = plan.Rejection is not null;

        public bool HasResult { get; set; }

        public DateTimeOffset Deadline { get; set; }
    }
}
