using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Faults.Processes;
using ActorSearch.Storage;

namespace ActorSearch.Faults.Clusters;

/// <summary>A study as a store holds it at some moment: its events, and who each of them is about.</summary>
/// <param name="Events">All events.</param>
/// <param name="State">The study after them.</param>
internal sealed record StoredStudy(IReadOnlyList<StudyEvent> Events, StudyState State)
{
    /// <summary>Reads a study; no events where there is no store yet, or no such study.</summary>
    /// <exception cref="Breach">The events do not follow from each other.</exception>
    public static async Task<StoredStudy> ReadAsync(string store)
    {
        var events = new List<StudyEvent>();
        if (File.Exists(store))
        {
            await using var ledger = SqliteLedger.OpenForReading(store);
            await foreach (var happened in ledger.ReadAsync(FaultsGrid.Study, CancellationToken.None))
            {
                events.Add(happened);
            }
        }

        try
        {
            return new StoredStudy(events, Study.Apply(StudyState.Empty, events));
        }
        catch (StudyException exception)
        {
            throw new Breach($"the events of {store} do not follow from each other: {exception.Message}");
        }
    }

    /// <summary>Whether completion is recorded.</summary>
    public bool IsComplete => State.IsCompleted;

    /// <summary>Trials that were never leased, or wait again.</summary>
    public int Waiting => State.Trials.Count - State.EndedCount - State.Running.Count;

    /// <summary>Trials that the workers of a node hold.</summary>
    public IReadOnlyList<TrialState> HeldBy(string node) =>
        [.. State.Running.Select(p => State.Trials[p]).Where(t => IsOf(t.Worker, node))];

    /// <summary>How many of the first events a node's workers had a part in.</summary>
    public int EventsOf(string node)
    {
        var holders = new Dictionary<TrialId, string>();
        var count = 0;
        foreach (var happened in Events)
        {
            if (happened is StudyEvent.Leased leased)
            {
                holders[leased.Trial] = leased.Worker;
            }

            var trial = happened switch
            {
                StudyEvent.Leased e => e.Trial,
                StudyEvent.Renewed e => e.Trial,
                StudyEvent.EpochReported e => e.Trial,
                StudyEvent.Finished e => e.Trial,
                _ => (TrialId?)null,
            };
            count += trial is { } id && IsOf(holders.GetValueOrDefault(id), node) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Attempts that ended in some way.</summary>
    public int Ends(AttemptEnd end) => Events.OfType<StudyEvent.AttemptEnded>().Count(e => e.End == end);

    private static bool IsOf(string? worker, string node) => worker?.StartsWith(node + "/", StringComparison.Ordinal) == true;
}
