using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ActorSearch.Core.Trials;

/// <summary>What one epoch of training measured.</summary>
/// <param name="Epoch">1 for the first.</param>
/// <param name="TrainLoss">Mean cross entropy over the epoch's steps, in nats.</param>
/// <param name="TrainAccuracy">Share of training images answered rightly as they were trained on, 0 to 1.</param>
/// <param name="ValidationLoss">Mean cross entropy over the validation images after the epoch, in nats.</param>
/// <param name="ValidationAccuracy">Share of validation images answered rightly after the epoch, 0 to 1.</param>
/// <param name="Seconds">Wall time of the epoch, evaluation included. It takes no part in any decision.</param>
/// <param name="TestLoss">Mean loss over the test images after the epoch, in nats; null unless the study's <see cref="Curves"/> ask for it.</param>
/// <param name="TestAccuracy">Share of test images answered rightly after the epoch, 0 to 1; null unless asked for.</param>
/// <param name="Batches">What was measured within the epoch, in order; null unless asked for.</param>
public sealed record EpochMetrics(
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double ValidationLoss,
    double ValidationAccuracy,
    double Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? TestLoss = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? TestAccuracy = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<BatchMetrics>? Batches = null)
{
    public bool Equals(EpochMetrics? other) =>
        other is not null && Epoch == other.Epoch
        && TrainLoss.Equals(other.TrainLoss) && TrainAccuracy.Equals(other.TrainAccuracy)
        && ValidationLoss.Equals(other.ValidationLoss) && ValidationAccuracy.Equals(other.ValidationAccuracy)
        && Seconds.Equals(other.Seconds) && Nullable.Equals(TestLoss, other.TestLoss)
        && Nullable.Equals(TestAccuracy, other.TestAccuracy)
        && (Batches is null) == (other.Batches is null)
        && (Batches ?? []).AsSpan().SequenceEqual((other.Batches ?? []).AsSpan());

    public override int GetHashCode() => HashCode.Combine(Epoch, TrainLoss, ValidationLoss, Seconds, TestLoss, Batches?.Length);

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
