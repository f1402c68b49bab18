using System.Collections.Immutable;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>A coordinator and all that it knows of.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Now">The coordinator's time.</param>
/// <param name="Store">The store, as it was named.</param>
/// <param name="StoreFailure">Why the store takes nothing at present; null while all is well.</param>
/// <param name="Studies">Its studies, in the order of submission.</param>
/// <param name="Nodes">Nodes that were heard of, by name.</param>
/// <param name="Counters">How often what happened since the start: messages by manifest, words that came too late, refusals.</param>
public sealed record ClusterState(
    string Version,
    DateTimeOffset StartedAt,
    DateTimeOffset Now,
    string Store,
    string? StoreFailure,
    ImmutableArray<StudySummary> Studies,
    ImmutableArray<NodeHeard> Nodes,
    ImmutableSortedDictionary<string, long> Counters);
