using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>Sees what the ledger holds, as soon as it holds it. Called by the coordinator, which waits: return at once.</summary>
public interface ISearchObserver
{
    /// <summary>Some events of a study were recorded.</summary>
    /// <param name="state">The study after them.</param>
    /// <param name="events">The events, in order.</param>
    void Recorded(StudyState state, IReadOnlyList<StudyEvent> events);

    /// <summary>The store failed a coordinator that goes on: nothing that waited was recorded, and its senders were told so.</summary>
    void StoreFailed(string study, LedgerException failure)
    {
    }

    /// <summary>The store takes a study's events again.</summary>
    void StoreRecovered(string study)
    {
    }

    /// <summary>A word on an attempt that counts no more was refused.</summary>
    void RefusedStale(string study, StudyCommand command)
    {
    }
}
