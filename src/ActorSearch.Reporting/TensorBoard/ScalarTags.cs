using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.TensorBoard;

/// <summary>The names of the curves. TensorBoard puts those with the same first part side by side.</summary>
internal static class ScalarTags
{
    /// <summary>What comes before a figure of a trial's result.</summary>
    private const string Result = "result/";

    /// <summary>What an epoch measured, by epoch.</summary>
    public static IEnumerable<(string Tag, double Value)> Of(EpochMetrics epoch)
    {
        yield return ("loss/train", epoch.TrainLoss);
        yield return ("loss/validation", epoch.ValidationLoss);
        yield return ("accuracy/train", epoch.TrainAccuracy);
        yield return ("accuracy/validation", epoch.ValidationAccuracy);
        if (epoch.TestLoss is { } loss)
        {
            yield return ("loss/test", loss);
        }

        if (epoch.TestAccuracy is { } accuracy)
        {
            yield return ("accuracy/test", accuracy);
        }
    }

    /// <summary>What was measured within an epoch, by step since the trial began.</summary>
    public static IEnumerable<(string Tag, double Value)> Of(BatchMetrics batch) =>
    [
        ("loss_by_step/train", batch.TrainLoss),
        ("loss_by_step/validation", batch.ValidationLoss),
        ("accuracy_by_step/train", batch.TrainAccuracy),
        ("accuracy_by_step/validation", batch.ValidationAccuracy),
    ];

    /// <summary>What a trial came to, at the epoch that was chosen.</summary>
    public static IEnumerable<(string Tag, double Value)> Of(TrialResult result, Objective objective)
    {
        if (result.Best is { } best)
        {
            yield return (Result + objective.MetricName, best.Get(objective.Metric));
        }

        if (result.TestLoss is { } loss)
        {
            yield return (Result + "test_loss", loss);
        }

        if (result.TestAccuracy is { } accuracy)
        {
            yield return (Result + "test_accuracy", accuracy);
        }
    }

    /// <summary>The columns of the table of trials, what is looked for first.</summary>
    public static ImmutableArray<string> Columns(StudyDefinition definition) =>
    [
        Result + definition.Objective.MetricName,
        Result + "test_accuracy", Result + "test_loss",
        "accuracy/validation", "loss/validation", "accuracy/train", "loss/train",
        .. definition.Curves is { Test: true } ? ["accuracy/test", "loss/test"] : ImmutableArray<string>.Empty,
    ];
}
