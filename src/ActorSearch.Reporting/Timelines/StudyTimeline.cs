using System.Collections.Immutable;

namespace ActorSearch.Reporting.Timelines;

/// <summary>Where a study's time went, worker by worker.</summary>
/// <param name="Workers">The workers, in the order of their names (local-2 before local-10).</param>
/// <param name="Pauses">When nobody ran the study (from one end to the next opening), since its first event; no worker waits in these.</param>
/// <param name="Duration">From the first event to the last.</param>
public sealed record StudyTimeline(
    ImmutableArray<WorkerTimeline> Workers, ImmutableArray<(TimeSpan From, TimeSpan To)> Pauses, TimeSpan Duration)
{
    /// <summary>The timeline of no events.</summary>
    public static readonly StudyTimeline Empty = new([], [], TimeSpan.Zero);
}
