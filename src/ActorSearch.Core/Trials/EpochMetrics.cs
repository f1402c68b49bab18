namespace ActorSearch.Core.Trials;

/// <summary>What one epoch of training measured.</summary>
/// <param name="Epoch">1 for the first.</param>
/// <param name="TrainLoss">Mean cross entropy over the epoch's steps, in nats.</param>
/// <param name="TrainAccuracy">Share of training images answered rightly as they were trained on, 0 to 1.</param>
/// <param name="ValidationLoss">Mean cross entropy over the validation images after the epoch, in nats.</param>
/// <param name="ValidationAccuracy">Share of validation images answered rightly after the epoch, 0 to 1.</param>
/// <param name="Seconds">Wall time of the epoch, evaluation included. It takes no part in any decision.</param>
public sealed record EpochMetrics(
    int Epoch, double TrainLoss, double TrainAccuracy, double ValidationLoss, double ValidationAccuracy, double Seconds)
{
    /// <summary>The value of a metric.</summary>
    public double Get(Metric metric) => metric switch
    {
        Metric.TrainLoss => TrainLoss,
        Metric.TrainAccuracy => TrainAccuracy,
        Metric.ValidationLoss => ValidationLoss,
        Metric.ValidationAccuracy => ValidationAccuracy,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no such metric"),
    };
}
