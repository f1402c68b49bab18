using System.Text.Json.Serialization;

namespace ActorSearch.Core.Trials;

/// <summary>How an attempt that ran to an end of its own came out.</summary>
/// <param name="Outcome">Completed, collapsed or diverged.</param>
/// <param name="Reason">One line for people; empty for a trial that completed.</param>
/// <param name="Best">The epoch that the objective chose; null where no epoch was finished.</param>
/// <param name="TestLoss">Mean cross entropy over the test images with the weights of that epoch; null without one.</param>
/// <param name="TestAccuracy">Share of test images answered rightly with the weights of that epoch; null without one.</param>
/// <param name="Epochs">Number of finished epochs.</param>
/// <param name="Seconds">Wall time of the attempt. It takes no part in any decision.</param>
/// <param name="LoadingSeconds">
/// What the worker spent on the attempt beside <paramref name="Seconds"/>: starting a training process, bringing images to the device. Null where it was not measured.
/// </param>
/// <param name="EvaluatingSeconds">How much of <paramref name="Seconds"/> went into measurements on validation and test images; null where it was not measured.</param>
/// <param name="Machine">What trained it, for people: device, tensor library, program. Null where the worker does not say.</param>
public sealed record TrialResult(
    TrialOutcome Outcome,
    string Reason,
    EpochMetrics? Best,
    double? TestLoss,
    double? TestAccuracy,
    int Epochs,
    double Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? LoadingSeconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? EvaluatingSeconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Machine = null);
