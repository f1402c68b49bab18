namespace ActorSearch.Reporting.SingleTrial;

/// <summary>One attempt at a trial.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Worker">Who trained it.</param>
/// <param name="StartedAt">When it was leased.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="End">How it ended: an outcome, <c>failed</c>, <c>expired</c>, <c>handed back</c>, or <c>running</c>.</param>
/// <param name="Reason">Why, in one line; may be empty.</param>
/// <param name="Epochs">Number of epochs that it reported.</param>
public sealed record TrialAttempt(
    int Number, string Worker, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string End, string Reason, int Epochs);
