using ActorSearch.Core.Studies;

namespace ActorSearch.Reporting.Studies;

/// <summary>Folds a study's events into what its report needs.</summary>
internal sealed class StudyFold
{
    private long _events;
    private DateTimeOffset _startedAt;
    private DateTimeOffset _lastEventAt;

    public StudyState State { get; private set; } = StudyState.Empty;

    public void Add(StudyEvent happened)
    {
        State = Study.Apply(State, happened);
        _startedAt = _events == 0 ? happened.At : _startedAt;

        // Clocks can be set back; what was last is what is latest.
        _lastEventAt = _events == 0 || happened.At > _lastEventAt ? happened.At : _lastEventAt;
        _events++;
    }

    public StudyReport ToReport() =>
        StudyReport.Of(State, _startedAt, _lastEventAt, _events);
}
