using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Studies;

/// <summary>
/// Folds a study's events into what its report needs. Of a running trial's renewals and epochs only the last matter,
/// and of an ended one's none: they are most of a ledger, and are applied only where they count.
/// </summary>
internal sealed class StudyFold
{
    private readonly Dictionary<TrialId, (StudyEvent? Epoch, StudyEvent? Renewal)> _pending = [];
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
                return;
            case StudyEvent.Renewed e:
                _pending[e.Trial] = (_pending.GetValueOrDefault(e.Trial).Epoch, e);
                return;
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
        return StudyReport.Of(_state, _startedAt, _lastEventAt, _events);
    }

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
