using System.Collections.Immutable;

namespace ActorSearch.Reporting.Timelines;

/// <summary>Where one worker's time went.</summary>
/// <param name="Worker">Its name, without its session.</param>
/// <param name="Spans">Its attempts, in order; two never overlap unless it was given several trials at once.</param>
/// <param name="Totals">Time by kind, over the time in which the study ran.</param>
public sealed record WorkerTimeline(string Worker, ImmutableArray<TrialSpan> Spans, ImmutableSortedDictionary<SpanKind, TimeSpan> Totals);
