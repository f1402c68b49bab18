using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>Sees what the ledger holds, as soon as it holds it.</summary>
public interface ISearchObserver
{
    /// <summary>Some events were recorded. Called by the coordinator, which waits: return at once.</summary>
    /// <param name="state">The study after them.</param>
    /// <param name="events">The events, in order.</param>
    void Recorded(StudyState state, IReadOnlyList<StudyEvent> events);
}
