using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Bench.Curves;

/// <summary>What a trial went through, epoch by epoch. Losses are in nats.</summary>
/// <param name="Study">The study, and with it the images.</param>
/// <param name="Trial">The trial's identity.</param>
/// <param name="Configuration">What the trial's configuration states, for people.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="TrainLosses">Mean loss over each epoch's steps.</param>
/// <param name="ValidationLosses">Mean loss over the validation images after each epoch.</param>
/// <param name="TestLoss">Mean loss over the test images with the chosen epoch's weights; null where no epoch was finished.</param>
internal sealed record Curve(
    string Study,
    string Trial,
    string Configuration,
    TrialOutcome Outcome,
    ImmutableArray<double> TrainLosses,
    ImmutableArray<double> ValidationLosses,
    double? TestLoss);
