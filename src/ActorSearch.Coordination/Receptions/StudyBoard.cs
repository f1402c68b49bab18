using System.Collections.Immutable;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Receptions;

/// <summary>
/// What is known of the studies, the store and the nodes, for whoever asks, without asking the coordinator. Studies
/// stand in the order in which they were first seen.
/// </summary>
public sealed class StudyBoard : ISearchObserver
{
    /// <summary>Nodes that are kept; a peer that makes names up takes no more memory than this.</summary>
    private const int MaxNodes = 1000;

    private readonly Lock _lock = new();
    private readonly List<string> _order = [];
    private readonly Dictionary<string, StudyState> _studies = [];
    private readonly Dictionary<string, LedgerException> _failures = [];
    private readonly Dictionary<string, NodeHeard> _nodes = [];
    private readonly SortedDictionary<string, long> _counters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskCompletionSource> _signals = [];

    /// <summary>Why the store takes nothing at present, for people; null while all is well.</summary>
    public string? StoreFailure
    {
        get
        {
            lock (_lock)
            {
                return _order.Where(_failures.ContainsKey).Select(s => _failures[s].Message).FirstOrDefault();
            }
        }
    }

    /// <summary>The studies in numbers.</summary>
    public ImmutableArray<StudySummary> Summaries
    {
        get
        {
            ImmutableArray<StudyState> studies;
            lock (_lock)
            {
                studies = [.. _order.Select(n => _studies[n])];
            }

            // Counted outside the lock: the coordinator is not to wait while a large grid is looked through.
            return [.. studies.Select(Summarise)];
        }
    }

    /// <summary>The nodes that were heard of, by name.</summary>
    public ImmutableArray<NodeHeard> Nodes
    {
        get
        {
            lock (_lock)
            {
                return [.. _nodes.Values.OrderBy(n => n.State.Name, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>How often what happened.</summary>
    public ImmutableSortedDictionary<string, long> Counters
    {
        get
        {
            lock (_lock)
            {
                return _counters.ToImmutableSortedDictionary(StringComparer.Ordinal);
            }
        }
    }

    /// <summary>A study as it was recorded last; null for one that was not seen.</summary>
    public StudyState? Find(string study)
    {
        lock (_lock)
        {
            return _studies.GetValueOrDefault(study);
        }
    }

    /// <inheritdoc />
    public void Recorded(StudyState state, IReadOnlyList<StudyEvent> events)
    {
        var name = state.Definition!.Name;
        TaskCompletionSource? signal;
        lock (_lock)
        {
            if (!_studies.ContainsKey(name))
            {
                _order.Add(name);
            }

            _studies[name] = state;
            _signals.Remove(name, out signal);
        }

        signal?.SetResult();
    }

    /// <inheritdoc />
    public void StoreFailed(string study, LedgerException failure)
    {
        lock (_lock)
        {
            _failures[study] = failure;
        }
    }

    /// <inheritdoc />
    public void StoreRecovered(string study)
    {
        lock (_lock)
        {
            _failures.Remove(study);
        }
    }

    /// <inheritdoc />
    public void RefusedStale(string study, StudyCommand command) => Count("stale");

    /// <summary>Notes how a node is.</summary>
    /// <param name="node">The node, as it says itself.</param>
    /// <param name="at">When it was heard.</param>
    public void Heard(NodeState node, DateTimeOffset at)
    {
        lock (_lock)
        {
            _nodes[node.Name] = new NodeHeard(node, at);
            if (_nodes.Count > MaxNodes)
            {
                _nodes.Remove(_nodes.MinBy(n => n.Value.At).Key);
            }
        }
    }

    /// <summary>Counts something.</summary>
    /// <param name="what">A word of the program's own, such as <c>refused.malformed</c>; never a peer's text, since each is kept.</param>
    public void Count(string what)
    {
        lock (_lock)
        {
            _counters[what] = _counters.GetValueOrDefault(what) + 1;
        }
    }

    /// <summary>
    /// Completes when events of a study are recorded after this call. To miss none, ask for this first, then read, and
    /// wait only where nothing was read.
    /// </summary>
    public Task ChangeOf(string study)
    {
        lock (_lock)
        {
            if (!_signals.TryGetValue(study, out var signal))
            {
                // Whoever waits goes on elsewhere: the coordinator, which records, must not be held up.
                _signals.Add(study, signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            return signal.Task;
        }
    }

    private static StudySummary Summarise(StudyState state) => new(
        state.Definition!.Name,
        state.Trials.Count,
        state.EndedCount,
        state.Trials.Count(t => t.Outcome == TrialOutcome.Failed),
        state.Running.Count);
}
