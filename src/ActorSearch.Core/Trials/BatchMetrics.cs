namespace ActorSearch.Core.Trials;

/// <summary>What was measured within an epoch, after a number of its steps.</summary>
/// <param name="Step">Steps of the epoch that were done, from 1.</param>
/// <param name="TrainLoss">Mean loss over the steps since the measurement before, in nats.</param>
/// <param name="TrainAccuracy">Share of those steps' images answered rightly, 0 to 1.</param>
/// <param name="ValidationLoss">Mean loss over the validation images, in nats.</param>
/// <param name="ValidationAccuracy">Share of validation images answered rightly, 0 to 1.</param>
public sealed record BatchMetrics(
    int Step, double TrainLoss, double TrainAccuracy, double ValidationLoss, double ValidationAccuracy);
