using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Effects;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Studies;

/// <summary>What a study came to, or stands at: a fold over its events.</summary>
/// <param name="Definition">What all trials have in common.</param>
/// <param name="Counts">Number of trials by what became of them.</param>
/// <param name="VariedNames">The hyperparameters that tell the trials apart; see <see cref="VariedDimensions"/>.</param>
/// <param name="HasReplicates">Whether points have more than one seed.</param>
/// <param name="Ranked">The ranked trials, the best point's first, each point's by number of the replicate.</param>
/// <param name="Unranked">All others, by outcome, then by identity.</param>
/// <param name="Points">All points of the grid, the ranked ones first, best first.</param>
/// <param name="Confidence">How far the points' ranking can be trusted.</param>
/// <param name="Variance">How much each varied dimension matters, alone and with others.</param>
/// <param name="StartedAt">Time of the first event.</param>
/// <param name="LastEventAt">Time of the latest event.</param>
/// <param name="LeasedUntil">The last deadline of the trials that run; null where none does.</param>
/// <param name="IsComplete">Whether every trial has its outcome.</param>
/// <param name="Events">Number of events: the version of the study in its store.</param>
public sealed record StudyReport(
    StudyDefinition Definition,
    OutcomeCounts Counts,
    ImmutableArray<string> VariedNames,
    bool HasReplicates,
    ImmutableArray<TrialRow> Ranked,
    ImmutableArray<TrialRow> Unranked,
    ImmutableArray<PointRow> Points,
    Confidence Confidence,
    VarianceShares Variance,
    DateTimeOffset StartedAt,
    DateTimeOffset LastEventAt,
    DateTimeOffset? LeasedUntil,
    bool IsComplete,
    long Events)
{
    /// <summary>How much each varied dimension matters, the most first.</summary>
    public ImmutableArray<MainEffect> Effects => Variance.Mains;

    /// <summary>The first point of the ranking; null where none is ranked.</summary>
    public PointRow? BestPoint => Points is [{ Rank: not null } best, ..] ? best : null;

    /// <summary>All trials, the ranked ones first.</summary>
    public IEnumerable<TrialRow> Trials => Ranked.Concat(Unranked);

    /// <summary>The report of a study's events, first to last.</summary>
    /// <exception cref="StudyException">There are no events, or they are not those of one study.</exception>
    public static StudyReport From(IEnumerable<StudyEvent> events)
    {
        var fold = new StudyFold();
        foreach (var happened in events)
        {
            fold.Add(happened);
        }

        return fold.ToReport();
    }

    /// <summary>The report of a study's events, first to last.</summary>
    /// <exception cref="StudyException">There are no events, or they are not those of one study.</exception>
    public static async ValueTask<StudyReport> FromAsync(IAsyncEnumerable<StudyEvent> events, CancellationToken cancellation = default)
    {
        var fold = new StudyFold();
        await foreach (var happened in events.WithCancellation(cancellation).ConfigureAwait(false))
        {
            fold.Add(happened);
        }

        return fold.ToReport();
    }

    internal static StudyReport Of(
        StudyState state, DateTimeOffset startedAt, DateTimeOffset lastEventAt, long events, Func<TrialId, double?> secondsPerEpoch)
    {
        var definition = state.Definition ?? throw new StudyException("the store holds no such study");
        var trials = state.Trials.ToArray();
        var names = VariedDimensions.Of(definition, Array.ConvertAll(trials, t => t.Plan.Config));
        var idLength = ShortIds.LengthFor(trials.Select(t => t.Plan.Id));

        var rows = trials.Select(t => Row(TrialRanking.MetricOf(t, definition.Objective), t)).ToArray();
        var (points, confidence) = PointRanking.Of(rows, definition);
        var ranked = points.SelectMany(p => p.Counted).ToImmutableArray();
        var unranked = rows
            .Where(r => r.Metric is null)
            .OrderBy(r => r.Trial.Outcome ?? (TrialOutcome)int.MaxValue)
            .ThenBy(r => r.Id)
            .ToImmutableArray();
        var observations = ranked.Concat(unranked)
            .Select(r => new Observation(r.Values, r.Metric, r.Trial.Outcome is null ? OutcomeWords.Unfinished : r.Outcome))
            .ToArray();
        return new StudyReport(
            definition,
            OutcomeCounts.Of(trials.Select(t => OutcomeWords.Of(t.Status, t.Outcome))),
            names,
            trials.Any(t => t.Plan.Replicate > 0),
            ranked,
            unranked,
            points,
            confidence,
            VarianceDecomposition.Of(names, observations),
            startedAt,
            lastEventAt,
            state.Running.IsEmpty ? null : state.Running.Max(p => state.Trials[p].Deadline),
            state.AllEnded,
            events);

        TrialRow Row(double? metric, TrialState trial) => new(
            null, trial.Plan.Id.ToString()[..idLength], trial, metric, ValuesOf(trial.Plan.Config))
        {
            Position = state.Positions[trial.Plan.Id],
            SecondsPerEpoch = trial.Result is null ? null : secondsPerEpoch(trial.Plan.Id),
        };

        ImmutableArray<ParameterValue?> ValuesOf(TrialConfig config)
        {
            var values = new ParameterValue?[names.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = config.Get(names[i]);
            }

            return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(values);
        }
    }
}
