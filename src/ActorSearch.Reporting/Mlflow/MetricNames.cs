using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Mlflow;

/// <summary>Names of the figures of a run.</summary>
internal static class MetricNames
{
    private const string Best = "best_";
    private const string ByEpoch = "_by_epoch";
    private const string ByStep = "_by_step";

    private static readonly ImmutableArray<string> Figures = ["train_loss", "train_accuracy", "validation_loss", "validation_accuracy"];

    /// <summary>All of them: a file of such a name is ours.</summary>
    public static readonly ImmutableArray<string> All =
    [
        .. Figures, .. Figures.Select(f => f + ByStep), .. Figures.Select(f => Best + f),
        "test_loss" + ByEpoch, "test_accuracy" + ByEpoch, "test_loss", "test_accuracy", "best_epoch", "seconds", "seconds_per_epoch",
    ];

    /// <summary>Adds what an epoch measured, by epoch, and what was measured within it, by step since the training began.</summary>
    public static void Add(MetricLines lines, EpochMetrics epoch, DateTimeOffset at, long? stepsPerEpoch)
    {
        if (stepsPerEpoch is { } steps)
        {
            foreach (var batch in epoch.Batches ?? [])
            {
                Four(lines, string.Empty, ByStep, at, ((epoch.Epoch - 1) * steps) + batch.Step, [batch.TrainLoss, batch.TrainAccuracy, batch.ValidationLoss, batch.ValidationAccuracy]);
            }
        }

        Four(lines, string.Empty, string.Empty, at, epoch.Epoch, Of(epoch));
        lines.Add("test_loss" + ByEpoch, at, epoch.TestLoss, epoch.Epoch);
        lines.Add("test_accuracy" + ByEpoch, at, epoch.TestAccuracy, epoch.Epoch);
        lines.Add("seconds_per_epoch", at, epoch.Seconds, epoch.Epoch);
    }

    /// <summary>Adds what a trial came to, at the epoch that was chosen.</summary>
    public static void Add(MetricLines lines, TrialResult result, DateTimeOffset at)
    {
        var step = result.Best?.Epoch ?? result.Epochs;
        if (result.Best is { } best)
        {
            Four(lines, Best, string.Empty, at, step, Of(best));
            lines.Add("best_epoch", at, best.Epoch, step);
        }

        lines.Add("test_loss", at, result.TestLoss, step);
        lines.Add("test_accuracy", at, result.TestAccuracy, step);
        lines.Add("seconds", at, result.Seconds, step);
    }

    private static double[] Of(EpochMetrics epoch) => [epoch.TrainLoss, epoch.TrainAccuracy, epoch.ValidationLoss, epoch.ValidationAccuracy];

    private static void Four(MetricLines lines, string before, string behind, DateTimeOffset at, long step, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < Figures.Length; i++)
        {
            lines.Add(before + Figures[i] + behind, at, values[i], step);
        }
    }
}
