using ActorSearch.Core.Protocol;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Simulation;

/// <summary>What survives every death: events in their text form, appended whole transactions at a time.</summary>
public sealed class SimulatedLedger
{
    private readonly List<(string Kind, byte[] Body)> _rows = [];
    private readonly HashSet<(TrialId, int)> _leased = [];
    private readonly HashSet<(TrialId, int)> _finished = [];

    /// <summary>The study as a reader of the ledger sees it.</summary>
    public StudyState State { get; private set; } = StudyState.Empty;

    /// <summary>Number of transactions.</summary>
    public int Transactions { get; private set; }

    /// <summary>Number of events.</summary>
    public int Count => _rows.Count;

    /// <summary>Appends a transaction.</summary>
    public void Append(IReadOnlyList<StudyEvent> events)
    {
        var rows = events.Select(e => (StudyEventJson.KindOf(e), StudyEventJson.Encode(e))).ToList();
        var readBack = rows.Select(r => StudyEventJson.Decode(r.Item1, r.Item2)).ToList();
        _rows.AddRange(rows);
        Transactions++;
        State = Study.Apply(State, readBack);
        foreach (var happened in readBack)
        {
            switch (happened)
            {
                case StudyEvent.Leased e:
                    _leased.Add((e.Trial, e.Attempt));
                    break;
                case StudyEvent.Finished e:
                    _finished.Add((e.Trial, e.Attempt));
                    break;
            }
        }
    }

    /// <summary>All events in order.</summary>
    public IEnumerable<StudyEvent> Read() => _rows.Select(r => StudyEventJson.Decode(r.Kind, r.Body));

    /// <summary>Whether the ledger holds this lease.</summary>
    public bool HoldsLease(TrialId trial, int attempt) => _leased.Contains((trial, attempt));

    /// <summary>Whether the ledger holds this attempt's result.</summary>
    public bool HoldsResult(TrialId trial, int attempt) => _finished.Contains((trial, attempt));
}
