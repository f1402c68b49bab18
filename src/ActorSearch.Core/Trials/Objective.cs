using System.Collections.Immutable;

namespace ActorSearch.Core.Trials;

/// <summary>What a study looks for.</summary>
/// <param name="Metric">The figure that ranks trials and chooses each trial's epoch.</param>
/// <param name="Maximize">Whether more is better.</param>
public sealed record Objective(Metric Metric, bool Maximize)
{
    /// <summary>The objective of a file that states none.</summary>
    public static readonly Objective Default = new(Metric.ValidationAccuracy, Maximize: true);

    /// <summary>Metrics by their names in files and reports.</summary>
    public static readonly ImmutableSortedDictionary<string, Metric> MetricsByName =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, Enum.GetValues<Metric>().Select(m => KeyValuePair.Create(NameOf(m), m)));

    /// <summary>The metric's name in files and reports.</summary>
    public string MetricName => NameOf(Metric);

    /// <summary>Whether <paramref name="value"/> is strictly better than <paramref name="other"/>; no number is better than NaN.</summary>
    public bool IsBetter(double value, double other) =>
        !double.IsNaN(value) && (double.IsNaN(other) || (Maximize ? value > other : value < other));

    private static string NameOf(Metric metric) => metric switch
    {
        Metric.TrainLoss => "train_loss",
        Metric.TrainAccuracy => "train_accuracy",
        Metric.ValidationLoss => "validation_loss",
        Metric.ValidationAccuracy => "validation_accuracy",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no such metric"),
    };
}
