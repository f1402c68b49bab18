using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Progress;

/// <summary>What a person sees of a running search: a fold over the events that the ledger holds. A value.</summary>
internal sealed record ProgressState
{
    private ProgressState(StudyDefinition definition, RunSetting setting) => (Definition, Setting) = (definition, setting);

    /// <summary>What all trials have in common.</summary>
    public StudyDefinition Definition { get; private init; }

    /// <summary>How this run was started.</summary>
    public RunSetting Setting { get; }

    /// <summary>Number of trials.</summary>
    public int Total { get; private init; }

    /// <summary>Trials that ended, by outcome.</summary>
    public ImmutableSortedDictionary<TrialOutcome, int> Counts { get; private init; } =
        ImmutableSortedDictionary<TrialOutcome, int>.Empty;

    /// <summary>
    /// What each worker works on, null between two trials, by the worker's name without its session: a node that was
    /// started anew takes its old places, and a worker that fell silent or left has none.
    /// </summary>
    public ImmutableSortedDictionary<string, RunningTrial?> Workers { get; private init; } =
        ImmutableSortedDictionary.Create<string, RunningTrial?>(NaturalOrder.Comparer);

    /// <summary>The best point so far, the first of the ranking; null before the first that can be ranked.</summary>
    public LeadingPoint? Best => Leaders(1) is [var best] ? best : null;

    /// <summary>Every point of which a trial came to a result.</summary>
    public ImmutableDictionary<TrialConfig, LeadingPoint> Points { get; private init; } =
        ImmutableDictionary<TrialConfig, LeadingPoint>.Empty;

    /// <summary>Whether points have more than one seed.</summary>
    public bool HasReplicates { get; private init; }

    /// <summary>Cells that the longest value of each varied hyperparameter takes, in their order.</summary>
    public ImmutableArray<int> ValueWidths { get; private init; } = [];

    /// <summary>What there is to do and how fast it goes.</summary>
    public Work Work { get; private init; }

    /// <summary>Number of trials that ended.</summary>
    public int Done => Counts.Values.Sum();

    /// <summary>The time left, if all goes on as it went; null while nothing tells.</summary>
    public TimeSpan? TimeLeft => Work.TimeLeft(
        Workers.Values.Sum(BegunWork), Setting.WorkersChange ? Workers.Values.Count(w => w is not null) : Setting.Workers);

    /// <summary>The state of a study as this run finds it.</summary>
    public static ProgressState Of(StudyState study, RunSetting setting)
    {
        var start = new ProgressState(study.Definition!, setting) { Total = study.Trials.Count };
        var work = new Work(study.Trials.Sum(t => Work.Of(t.Plan)), 0, 0);
        start = start with
        {
            Work = work,
            HasReplicates = study.Trials.Any(t => t.Plan.Replicate > 0),
            ValueWidths = [.. setting.VariedNames.Select(name => study.Trials
                .Select(t => t.Plan.Config.Get(name)?.ToString().Length ?? 0).DefaultIfEmpty().Max())],
        };
        start = study.Running
            .Select(position => study.Trials[position])
            .Aggregate(start, (state, trial) => state.Occupy(trial.Worker!, new RunningTrial(trial.Plan, trial.Attempt, trial.LastEpoch)));
        return study.Trials
            .Where(t => t.Outcome is not null)
            .Aggregate(start, (state, trial) => state.End(trial.Plan, trial.Outcome!.Value, trial.Result));
    }

    /// <summary>The state after an event.</summary>
    /// <param name="study">The study after the event, or after some later one.</param>
    /// <param name="happened">The event.</param>
    public ProgressState Apply(StudyState study, StudyEvent happened) => happened switch
    {
        StudyEvent.Leased e => Occupy(e.Worker, new RunningTrial(study.Find(e.Trial)!.Plan, e.Attempt)),
        StudyEvent.EpochReported e => OnTrial(e.Trial, running => running.After(e.Metrics, Definition.Objective)),
        StudyEvent.Finished e => OnTrial(e.Trial, _ => null).End(study.Find(e.Trial)!.Plan, e.Result.Outcome, e.Result),
        StudyEvent.AttemptEnded { GivesUp: true } e =>
            OnTrial(e.Trial, _ => null, e.End).End(study.Find(e.Trial)!.Plan, TrialOutcome.Failed, result: null),
        StudyEvent.AttemptEnded e => OnTrial(e.Trial, _ => null, e.End),
        _ => this,
    };

    private static double BegunWork(RunningTrial? running) =>
        running?.LastEpoch is { } last ? (double)running.Plan.MultiplyAccumulates * last.Epoch : 0;

    private ProgressState Occupy(string worker, RunningTrial trial) => this with { Workers = Workers.SetItem(WorkerNames.Shown(worker), trial) };

    private ProgressState OnTrial(TrialId trial, Func<RunningTrial, RunningTrial?> change, AttemptEnd? end = null)
    {
        foreach (var (worker, running) in Workers)
        {
            if (running?.Plan.Id == trial)
            {
                return this with
                {
                    Workers = end is AttemptEnd.Expired or AttemptEnd.HandedBack
                        ? Workers.Remove(worker)
                        : Workers.SetItem(worker, change(running)),
                };
            }
        }

        return this;
    }

    private ProgressState End(TrialPlan plan, TrialOutcome outcome, TrialResult? result)
    {
        var value = outcome.IsRanked() ? result?.Best?.Get(Definition.Objective.Metric) : null;
        return this with
        {
            Points = result is null ? Points : Points.SetItem(
                plan.Config, (Points.GetValueOrDefault(plan.Config) ?? LeadingPoint.Of(plan)).With(value, outcome == TrialOutcome.Diverged)),
            Counts = Counts.SetItem(outcome, Counts.GetValueOrDefault(outcome) + 1),
            Work = result is null ? Work with { Left = Work.Left - Work.Of(plan) } : Work.Ended(plan, result),
        };
    }

    /// <summary>The points that lead, the best first.</summary>
    /// <param name="most">At most so many.</param>
    public ImmutableArray<LeadingPoint> Leaders(int most)
    {
        var leaders = new List<LeadingPoint>(most + 1);
        foreach (var point in Points.Values.Where(p => p.Seeds > 0))
        {
            var at = leaders.Count;
            while (at > 0 && PointOrder.Compare(point.Order, leaders[at - 1].Order, Definition.Objective) < 0)
            {
                at--;
            }

            if (at < most)
            {
                leaders.Insert(at, point);
                if (leaders.Count > most)
                {
                    leaders.RemoveAt(most);
                }
            }
        }

        return [.. leaders];
    }

    /// <summary>The values in which a trial differs from its neighbours: <c>layers=2 kernel_size=5</c>.</summary>
    public string Describe(TrialPlan plan)
    {
        var values = ConfigTexts.ValuesOf(plan.Config, Setting.VariedNames);
        return string.Join(' ', plan.Replicate > 0 ? values.Append($"replicate={plan.Replicate}") : values);
    }
}
