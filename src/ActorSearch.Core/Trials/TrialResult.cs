namespace ActorSearch.Core.Trials;

/// <summary>How an attempt that ran to an end of its own came out.</summary>
/// <param name="Outcome">Completed, collapsed or diverged.</param>
/// <param name="Reason">One line for people; empty for a trial that completed.</param>
/// <param name="Best">The epoch that the objective chose; null where no epoch was finished.</param>
/// <param name="TestLoss">Mean cross entropy over the test images with the weights of that epoch; null without one.</param>
/// <param name="TestAccuracy">Share of test images answered rightly with the weights of that epoch; null without one.</param>
/// <param name="Epochs">Number of finished epochs.</param>
/// <param name="Seconds">Wall time of the attempt. It takes no part in any decision.</param>
public sealed record TrialResult(
    TrialOutcome Outcome,
    string Reason,
    EpochMetrics? Best,
    double? TestLoss,
    double? TestAccuracy,
    int Epochs,
    double Seconds);
