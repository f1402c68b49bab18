using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.SingleTrial;

/// <summary>A trial that a prefix may mean.</summary>
/// <param name="Study">Its study.</param>
/// <param name="Id">Its identity.</param>
/// <param name="Outcome">The word for its outcome, or for where it stands.</param>
public sealed record TrialCandidate(string Study, TrialId Id, string Outcome);
