using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Timelines;

/// <summary>One attempt on a worker, from lease to end, by the coordinator's clock.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="From">When it was leased, since the study's first event.</param>
/// <param name="To">When it ended; for one that runs, when it was last heard of.</param>
/// <param name="Loading">See <see cref="SpanKind.Loading"/>; zero where it was not measured, as the three that follow.</param>
/// <param name="Training">Steps of training. All that is not known to be something else.</param>
/// <param name="Evaluating">Measurements.</param>
/// <param name="Recording">The way there and back.</param>
/// <param name="IsLost">Whether it came to nothing; its time then counts as lost, whatever it went into.</param>
public sealed record TrialSpan(
    TrialId Trial,
    int Attempt,
    TimeSpan From,
    TimeSpan To,
    TimeSpan Loading,
    TimeSpan Training,
    TimeSpan Evaluating,
    TimeSpan Recording,
    bool IsLost);
