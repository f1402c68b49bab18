using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Studies;

/// <summary>
/// Folds a study's events into what its report needs. Of a running trial's renewals and epochs only the last matter,
/// and of an ended one's none: they are most of a ledger, and are applied only where they count.
/// </summary>
internal sealed class StudyFold
{
    private readonly Dictionary<TrialId, (StudyEvent? Epoch, StudyEvent? Renewal)> _pending = [];
    private readonly Dictionary<TrialId, List<double>> _seconds = [];
    private StudyState _state = StudyState.Empty;
    private long _events;
    private DateTimeOffset _startedAt;
    private DateTimeOffset _lastEventAt;

    public void Add(StudyEvent happened)
    {
        _startedAt = _events == 0 ? happened.At : _startedAt;

        // Clocks can be set back; what was last is what is latest.
        _lastEventAt = _events == 0 || happened.At > _lastEventAt ? happened.At : _lastEventAt;
        _events++;
        switch (happened)
        {
            case StudyEvent.EpochReported e:
                _pending[e.Trial] = (e, null);
                if (_seconds.TryGetValue(e.Trial, out var seconds))
                {
                    seconds.Add(e.Metrics.Seconds);
                }

                return;
            case StudyEvent.Renewed e:
                _pending[e.Trial] = (_pending.GetValueOrDefault(e.Trial).Epoch, e);
                return;
            case StudyEvent.Leased e:
                _seconds[e.Trial] = [];
                break;
            case StudyEvent.Finished e:
                _pending.Remove(e.Trial);
                break;
            case StudyEvent.AttemptEnded e:
                _pending.Remove(e.Trial);
                break;
            case StudyEvent.Opened:
                ApplyPending();
                break;
        }

        _state = Study.Apply(_state, happened);
    }

    public StudyReport ToReport()
    {
        ApplyPending();
        return StudyReport.Of(_state, _startedAt, _lastEventAt, _events, MedianSeconds);
    }

    /// <summary>
    /// The median over a trial's epochs in its last attempt: one that shared its processor with something else, or the
    /// first with its warming up, does not move it. Null where no epoch was finished.
    /// </summary>
    private double? MedianSeconds(TrialId trial) => _seconds.TryGetValue(trial, out var seconds) ? Medians.Of(seconds) : null;

    private void ApplyPending()
    {
        foreach (var (epoch, renewal) in _pending.Values)
        {
            _state = epoch is null ? _state : Study.Apply(_state, epoch);
            _state = renewal is null ? _state : Study.Apply(_state, renewal);
        }

        _pending.Clear();
    }
}
