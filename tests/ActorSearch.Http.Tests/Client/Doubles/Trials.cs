using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Http.Tests.Client.Doubles;

/// <summary>A study of trials that differ in their learning rate.</summary>
internal static class Trials
{
    public const string Study = "tests";

    private static readonly ImageShape Image = new(1, 28, 28);

    private static readonly ImmutableArray<TrialPlan> Some = Of(20).Trials;

    public static TrialId Id(int number) => Some[number].Id;

    public static StudyPlan Of(int count)
    {
        var rates = Enumerable.Range(1, count).Select(i => (ParameterValue)new ParameterValue.Real(i / 1000.0));
        var space = new SearchSpace([], [new Dimension(ParameterNames.LearningRate, [.. rates])]);
        var spec = new ExperimentSpec(
            Study, Seed: 7, new DataSetSpec("glyphs"), space, Replicates: 1, Objective.Default, MaxAttempts: 3, Source: string.Empty);
        var definition = new StudyDefinition(
            Study, spec.Seed, spec.DataSet, DataFingerprint: new string('a', 64), Image, Classes: 10, spec.Objective, MaxAttempts: 3, spec.Source);
        return new StudyPlan(definition, Grid.Expand(spec, Image, classes: 10).Trials);
    }

    public static EpochMetrics Epoch(int number) =>
        new(number, TrainLoss: 1, TrainAccuracy: 0.5, ValidationLoss: 1, ValidationAccuracy: 0.5, Seconds: 0);

    public static TrialResult Result(double seconds = 0) =>
        new(TrialOutcome.Completed, string.Empty, Epoch(1), TestLoss: 1, TestAccuracy: 0.5, Epochs: 1, seconds);

    public static WireMessage.Granted Grant(int number, int attempt = 1) => new(
        Study, LeaseMs: 60_000, [new TrialLease(Some[number], attempt, Seed: 1, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))]);
}
