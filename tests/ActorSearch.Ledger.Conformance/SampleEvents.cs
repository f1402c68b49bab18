using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Ledger.Conformance;

/// <summary>Events to fill stores with: every kind, and the values that stores get wrong.</summary>
public static class SampleEvents
{
    /// <summary>The moment from which the samples count, with ticks that a store might round away.</summary>
    public static readonly DateTimeOffset Start = new DateTimeOffset(2024, 2, 29, 23, 59, 58, TimeSpan.Zero).AddTicks(1234567);

    /// <summary>Text of other scripts, of a plane beyond the first, with quotes, control characters and line ends.</summary>
    public const string Awkward = "caf\u00e9 \u4e2d\u6587 \U0001f52c 'single' \"double\" \\ ; -- \t\r\n end";

    /// <summary>A text of ten thousand characters.</summary>
    public static readonly string Long = string.Concat(Enumerable.Repeat("0123456789", 1000));

    /// <summary>A study's definition.</summary>
    public static StudyDefinition Definition(string name, string source = "study: it\n") => new(
        name,
        ulong.MaxValue,
        new DataSetSpec(
            "glyphs", Train: 100, Resize: new PixelSize(28, 28), Normalise: new Normalisation([0.1 + 0.2], [1.0 / 3.0]), ValidationFromTest: true),
        new string('a', 64),
        new ImageShape(1, 28, 28),
        Classes: 10,
        new Objective(Metric.ValidationLoss, Maximize: false),
        MaxAttempts: 2,
        source,
        new Curves(EveryBatches: 100, Test: true));

    /// <summary>Distinct trials; every seventh is rejected.</summary>
    public static ImmutableArray<TrialPlan> Plans(int count, int first = 0) =>
        [.. Enumerable.Range(first, count).Select(i =>
        {
            var config = TrialConfig.From(
            [
                new(ParameterNames.LearningRate, new ParameterValue.Real(0.001 * (i + 1))),
                new(ParameterNames.Channels, new ParameterValue.Integers([8, 16, 1 + (i % 4000)])),
                new(ParameterNames.Activation, new ParameterValue.Word("tanh")),
                new(ParameterNames.BatchNorm, new ParameterValue.Flag(true)),
            ]);
            var id = TrialId.Of(config, i % 3);
            return i % 7 == 6
                ? new TrialPlan(id, config, i % 3, 0, 0, 0, $"layer {i}: {Awkward}")
                : new TrialPlan(id, config, i % 3, 1000 + i, 50_000L + i, long.MaxValue - i, Rejection: null);
        })];

    /// <summary>Every kind of event at least once, in an order that could have happened, with awkward values.</summary>
    public static ImmutableArray<StudyEvent> EveryKind(string study)
    {
        var plans = Plans(8);
        var at = Start;
        var deadline = at.AddMinutes(1);
        var good = new EpochMetrics(1, 0.1 + 0.2, 0.5, double.Epsilon, 1.0 / 3.0, 1.25);
        var bad = new EpochMetrics(
            2, double.NaN, 0, double.PositiveInfinity, 0, double.MaxValue, double.NegativeInfinity, 0.1,
            [new BatchMetrics(1, 0.1 + 0.2, 1.0 / 3.0, double.NaN, 0), new BatchMetrics(int.MaxValue, double.Epsilon, 1, 0, double.MaxValue)]);
        return
        [
            new StudyEvent.Created(Definition(study, Long), at),
            new StudyEvent.TrialsAdded(plans, at),
            new StudyEvent.Opened(TimeSpan.FromTicks(123_456_789), at),
            new StudyEvent.Leased(plans[0].Id, 1, Awkward, deadline, at),
            new StudyEvent.Leased(plans[1].Id, 1, "w2", deadline, at),
            new StudyEvent.Leased(plans[2].Id, 1, "w3", deadline, at),
            new StudyEvent.Renewed(plans[0].Id, 1, deadline.AddTicks(1), at.AddTicks(1)),
            new StudyEvent.EpochReported(plans[0].Id, 1, good, deadline, at),
            new StudyEvent.EpochReported(plans[0].Id, 1, bad, deadline, at),
            new StudyEvent.Finished(
                plans[0].Id, 1, new TrialResult(TrialOutcome.Completed, string.Empty, good, 0.25, 0.75, 2, 3.5), at),
            new StudyEvent.Finished(
                plans[1].Id, 1, new TrialResult(TrialOutcome.Diverged, Awkward, Best: null, null, null, 0, double.NaN), at),
            new StudyEvent.AttemptEnded(plans[2].Id, 1, AttemptEnd.HandedBack, string.Empty, GivesUp: false, at),
            new StudyEvent.Leased(plans[2].Id, 2, "w2", deadline, at),
            new StudyEvent.AttemptEnded(plans[2].Id, 2, AttemptEnd.Expired, Awkward, GivesUp: false, at),
            new StudyEvent.Leased(plans[2].Id, 3, "w2", deadline, at),
            new StudyEvent.AttemptEnded(plans[2].Id, 3, AttemptEnd.Failed, Long, GivesUp: true, at),
            new StudyEvent.Leased(plans[3].Id, 1, "w2", deadline, at),
            new StudyEvent.Finished(
                plans[3].Id, 1, new TrialResult(TrialOutcome.Collapsed, "one class", bad, double.NaN, double.NegativeInfinity, 2, 1), at),
            new StudyEvent.Redefined(Definition(study, Awkward), at),
            new StudyEvent.TrialsAdded(Plans(3, first: 8), at),
            new StudyEvent.Completed(at),
        ];
    }
}
