using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.SingleTrial;

/// <summary>Folds a study's events into the histories of the trials whose identity begins with a prefix.</summary>
internal sealed class TrialFold(string prefix)
{
    private readonly Dictionary<TrialId, History> _histories = [];
    private readonly string _prefix = prefix.ToLowerInvariant();
    private StudyState _state = StudyState.Empty;

    public void Add(StudyEvent happened)
    {
        _state = Study.Apply(_state, happened);
        switch (happened)
        {
            case StudyEvent.TrialsAdded e when _prefix.Length > 0:
                foreach (var plan in e.Trials.Where(p => p.Id.ToString().StartsWith(_prefix, StringComparison.Ordinal)))
                {
                    _histories[plan.Id] = new History();
                }

                break;
            case StudyEvent.Leased e when _histories.TryGetValue(e.Trial, out var history):
                history.Attempts.Add(new TrialAttempt(e.Attempt, e.Worker, e.At, null, "running", string.Empty, Epochs: 0));
                history.Epochs.Clear();
                break;
            case StudyEvent.EpochReported e when _histories.TryGetValue(e.Trial, out var history):
                history.Epochs[e.Metrics.Epoch] = e.Metrics;
                history.ChangeLast(a => a with { Epochs = history.Epochs.Count });
                break;
            case StudyEvent.Finished e when _histories.TryGetValue(e.Trial, out var history):
                history.ChangeLast(a => a with { EndedAt = e.At, End = e.Result.Outcome.Word(), Reason = e.Result.Reason });
                break;
            case StudyEvent.AttemptEnded e when _histories.TryGetValue(e.Trial, out var history):
                history.ChangeLast(a => a with { EndedAt = e.At, End = WordOf(e.End), Reason = e.Reason });
                break;
        }
    }

    public TrialLookup ToLookup()
    {
        var trials = _histories.Keys.Order().Select(id => _state.Find(id)!).ToArray();
        return trials switch
        {
            [] => new TrialLookup.None(prefix),
            [var only] => new TrialLookup.Found(ToReport(_state.Definition!, only, _histories[only.Plan.Id])),
            _ => new TrialLookup.Ambiguous(
                prefix,
                [.. trials.Select(t => new TrialCandidate(_state.Definition!.Name, t.Plan.Id, OutcomeWords.Of(t.Status, t.Outcome)))]),
        };
    }

    private static TrialReport ToReport(StudyDefinition definition, TrialState trial, History history)
    {
        var config = trial.Plan.Config;
        var planning = trial.Plan.Rejection is null ? NetworkPlanner.Plan(config, definition.Image, definition.Classes) : null;
        return new TrialReport(
            definition,
            trial,
            SeedDerivation.TrialSeed(definition.Seed, trial.Plan),
            [.. Hyperparameters.All
                .Where(p => config.Get(p.Name) is not null)
                .Select(p => new ConfigEntry(p.Name, config.Get(p.Name)!, config.Find(p.Name) is not null))],
            [.. history.Epochs.Values],
            [.. history.Attempts],
            (planning as NetworkPlanning.Planned)?.Network);
    }

    private static string WordOf(AttemptEnd end) => end switch
    {
        AttemptEnd.Failed => "failed",
        AttemptEnd.Expired => "expired",
        AttemptEnd.HandedBack => "handed back",
        AttemptEnd.OutOfMemory => "out of memory",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "no such end"),
    };

    /// <summary>A trial's attempts, and the epochs of the last one.</summary>
    private sealed class History
    {
        public List<TrialAttempt> Attempts { get; } = [];

        public SortedDictionary<int, EpochMetrics> Epochs { get; } = [];

        public void ChangeLast(Func<TrialAttempt, TrialAttempt> change) => Attempts[^1] = change(Attempts[^1]);
    }
}
