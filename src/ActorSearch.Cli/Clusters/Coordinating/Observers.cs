using System.Collections.Immutable;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Cli.Clusters.Coordinating;

/// <summary>Several who watch one coordinator.</summary>
internal sealed class Observers(params ImmutableArray<ISearchObserver> all) : ISearchObserver
{
    /// <inheritdoc />
    public void Recorded(StudyState state, IReadOnlyList<StudyEvent> events)
    {
        foreach (var each in all)
        {
            each.Recorded(state, events);
        }
    }

    /// <inheritdoc />
    public void StoreFailed(string study, LedgerException failure)
    {
        foreach (var each in all)
        {
            each.StoreFailed(study, failure);
        }
    }

    /// <inheritdoc />
    public void StoreRecovered(string study)
    {
        foreach (var each in all)
        {
            each.StoreRecovered(study);
        }
    }

    /// <inheritdoc />
    public void RefusedStale(string study, StudyCommand command)
    {
        foreach (var each in all)
        {
            each.RefusedStale(study, command);
        }
    }
}
