using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Training.Trials;

/// <summary>What is measured within one epoch.</summary>
/// <param name="interval">Steps between two measurements; null measures nothing.</param>
/// <param name="log">The epoch's steps.</param>
/// <param name="measureValidation">Measures the network as it is.</param>
internal sealed class BatchCurve(int? interval, StepLog log, Func<(double Loss, double Accuracy)> measureValidation)
{
    private readonly ImmutableArray<BatchMetrics>.Builder _points = ImmutableArray.CreateBuilder<BatchMetrics>();

    /// <summary>Steps that the last measurement covered to its end.</summary>
    private int _measured;

    /// <summary>The measurements so far; null where nothing is measured.</summary>
    public ImmutableArray<BatchMetrics>? Points => interval is null ? null : _points.ToImmutable();

    /// <summary>Whether a measurement follows after so many steps.</summary>
    public bool IsDue(int steps) => interval is { } every && steps % every == 0;

    /// <summary>Measures after so many steps.</summary>
    public void Measure(int steps)
    {
        var (trainLoss, trainAccuracy) = log.Summarise(_measured);
        var (validationLoss, validationAccuracy) = measureValidation();
        _points.Add(new BatchMetrics(steps, trainLoss, trainAccuracy, validationLoss, validationAccuracy));
        _measured = steps;
    }
}
