using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Timelines;

namespace ActorSearch.Reporting.Measurements;

/// <summary>Folds a study's events into its measurements; more events may follow what was asked for.</summary>
public sealed class MeasurementsFold
{
    private readonly StudyFold _study = new();
    private readonly TimelineFold _timeline = new();
    private readonly Dictionary<TrialId, List<EpochMetrics>> _epochs = [];

    /// <summary>Takes the next event.</summary>
    public void Add(StudyEvent happened)
    {
        _study.Add(happened);
        _timeline.Add(happened);
        switch (happened)
        {
            case StudyEvent.Leased e:
                _epochs[e.Trial] = [];
                break;
            case StudyEvent.EpochReported e when _epochs.TryGetValue(e.Trial, out var curve):
                curve.Add(e.Metrics);
                break;
            case StudyEvent.AttemptEnded { GivesUp: false } e:
                _epochs.Remove(e.Trial);
                break;
            default:
                break;
        }
    }

    /// <summary>The measurements among the events so far.</summary>
    /// <exception cref="StudyException">There were no events, or they are not those of one study.</exception>
    public StudyMeasurements ToMeasurements() => new(
        _study.ToReport(),
        _epochs.ToImmutableDictionary(e => e.Key, e => e.Value.OrderBy(m => m.Epoch).ToImmutableArray()),
        _timeline.ToTimeline());
}
