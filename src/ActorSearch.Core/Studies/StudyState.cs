using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>A study as it stands after some events. It is a value: applying an event makes another one.</summary>
public sealed record StudyState
{
    /// <summary>The study of no events.</summary>
    public static readonly StudyState Empty = new();

    /// <summary>What all trials have in common; null before the first event.</summary>
    public StudyDefinition? Definition { get; init; }

    /// <summary>All trials, in the order in which they are run.</summary>
    public ImmutableList<TrialState> Trials { get; init; } = [];

    /// <summary>Position of each trial in <see cref="Trials"/>.</summary>
    public ImmutableDictionary<TrialId, int> Positions { get; init; } = ImmutableDictionary<TrialId, int>.Empty;

    /// <summary>Positions before this one have been leased, or ended, at least once.</summary>
    public int NextFresh { get; init; }

    /// <summary>Positions that were leased and wait again.</summary>
    public ImmutableSortedSet<int> Returned { get; init; } = [];

    /// <summary>Positions whose lease is held.</summary>
    public ImmutableSortedSet<int> Running { get; init; } = [];

    /// <summary>The same positions by the worker that holds the lease.</summary>
    public ImmutableDictionary<string, ImmutableSortedSet<int>> RunningBy { get; init; } =
        ImmutableDictionary<string, ImmutableSortedSet<int>>.Empty;

    /// <summary>Number of trials that have their outcome.</summary>
    public int EndedCount { get; init; }

    /// <summary>How long a worker may be silent.</summary>
    public TimeSpan LeaseDuration { get; init; }

    /// <summary>Whether completion is recorded.</summary>
    public bool IsCompleted { get; init; }

    /// <summary>Whether every trial has its outcome.</summary>
    public bool AllEnded => Definition is not null && EndedCount == Trials.Count;

    /// <summary>The trial of an identity, or null.</summary>
    public TrialState? Find(TrialId id) => Positions.TryGetValue(id, out var position) ? Trials[position] : null;
}
