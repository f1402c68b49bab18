using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests.Protocol;

/// <summary>Draws events of every kind, with figures that are no numbers and texts in any script.</summary>
internal static class RandomEvents
{
    private static readonly Gen<double> Figures = Gen.OneOf(
        Gen.Elements(0, -0.0, 1, 0.1, 1e-300, double.Epsilon, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity),
        Gen.Choose(int.MinValue, int.MaxValue).Select(i => i / 1e7));

    private static readonly Gen<string> Texts = Gen
        .ListOf(Gen.Elements(
            "a", " ", "\"", "\\", "\n", "\t", "\0", "\u0085", "\u2028", "é", "漢", "\U0001F600", "</script>", "{", "}", "'", "+", "\u202e", "NaN"))
        .Select(string.Concat);

    private static readonly Gen<DateTimeOffset> Times =
        from ticks in Gen.Choose(0, int.MaxValue)
        from days in Gen.Choose(0, 40_000)
        select new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(days).AddTicks(ticks);

    private static readonly Gen<TrialId> Ids = RandomConfigs.Any.Select(c => TrialId.Of(c, 0));

    private static readonly Gen<int> Attempts = Gen.OneOf(Gen.Choose(1, 5), Gen.Elements(int.MaxValue));

    private static readonly Gen<double?> PerhapsAFigure = Gen.OneOf(Figures.Select(f => (double?)f), Gen.Constant((double?)null));

    private static readonly Gen<BatchMetrics> Measurement =
        from step in Attempts
        from figures in Gen.ArrayOf(Figures, 4)
        select new BatchMetrics(step, figures[0], figures[1], figures[2], figures[3]);

    private static readonly Gen<ImmutableArray<BatchMetrics>?> PerhapsBatches = Gen.OneOf(
        Gen.ListOf(Measurement).Select(m => (ImmutableArray<BatchMetrics>?)[.. m]), Gen.Constant((ImmutableArray<BatchMetrics>?)null));

    private static readonly Gen<EpochMetrics> Metrics =
        from epoch in Gen.Choose(1, 100_000)
        from figures in Gen.ArrayOf(Figures, 5)
        from testLoss in PerhapsAFigure
        from testAccuracy in PerhapsAFigure
        from batches in PerhapsBatches
        select new EpochMetrics(epoch, figures[0], figures[1], figures[2], figures[3], figures[4], testLoss, testAccuracy, batches);

    private static readonly Gen<TrialResult> Results =
        from outcome in Gen.Elements(Enum.GetValues<TrialOutcome>())
        from reason in Texts
        from best in Gen.OneOf(Metrics.Select(m => (EpochMetrics?)m), Gen.Constant((EpochMetrics?)null))
        from testLoss in PerhapsAFigure
        from testAccuracy in PerhapsAFigure
        from epochs in Gen.Choose(0, 100_000)
        from seconds in Figures
        from loading in PerhapsAFigure
        from evaluating in PerhapsAFigure
        from machine in Gen.OneOf(Texts.Select(t => (string?)t), Gen.Constant((string?)null))
        select new TrialResult(outcome, reason, best, testLoss, testAccuracy, epochs, seconds, loading, evaluating, machine);

    private static readonly Gen<TrialPlan> Plans =
        from config in RandomConfigs.Any
        from replicate in Gen.Choose(0, 999)
        from cost in Gen.Elements(0L, 1, 61_706, long.MaxValue)
        from rejection in Gen.OneOf(Texts.Select(t => (string?)t), Gen.Constant((string?)null))
        select new TrialPlan(TrialId.Of(config, replicate), config, replicate, cost, cost, cost, rejection);

    private static readonly Gen<double> Numbers = Gen.Elements(0.5, 0.1307, 1e-300, double.MaxValue);

    private static readonly Gen<Normalisation?> PerhapsNormalisation = Gen.OneOf(
        from mean in Gen.ArrayOf(Numbers) from deviation in Gen.ArrayOf(Numbers)
        select (Normalisation?)new Normalisation([.. mean], [.. deviation]),
        Gen.Constant((Normalisation?)null));

    private static readonly Gen<Curves?> PerhapsCurves = Gen.OneOf(
        from every in Gen.Elements<int?>(null, 1, 100, int.MaxValue) from test in Gen.Elements(true, false) select (Curves?)new Curves(every, test),
        Gen.Constant((Curves?)null));

    private static readonly Gen<StudyDefinition> Definitions =
        from name in Texts
        from seed in Gen.Elements(0UL, 22UL, (ulong)long.MaxValue, ulong.MaxValue)
        from path in Gen.OneOf(Texts.Select(t => (string?)t), Gen.Constant((string?)null))
        from train in Gen.Elements<int?>(null, 1, 10_000)
        from metric in Gen.Elements(Enum.GetValues<Metric>())
        from maximize in Gen.Elements(true, false)
        from source in Texts
        from resize in Gen.Elements<PixelSize?>(null, new PixelSize(64, 48))
        from normalise in PerhapsNormalisation
        from fromTest in Gen.Elements(true, false)
        from curves in PerhapsCurves
        from validation in Gen.Elements<int?>(null, 5000)
        select new StudyDefinition(
            name, seed, new DataSetSpec("mnist", path, train, null, 5000, resize, normalise, fromTest), "00ff", new ImageShape(3, 28, 32), 10,
            new Objective(metric, maximize), 3, source, curves, curves is null ? null : 55_000, validation);

    /// <summary>Events of each kind by the name of the kind's type.</summary>
    public static ImmutableDictionary<string, Gen<StudyEvent>> ByKind { get; } = new Gen<StudyEvent>[]
    {
        from d in Definitions from at in Times select (StudyEvent)new StudyEvent.Created(d, at),
        from d in Definitions from at in Times select (StudyEvent)new StudyEvent.Redefined(d, at),
        from plans in Gen.ListOf(Plans) from at in Times select (StudyEvent)new StudyEvent.TrialsAdded([.. plans], at),
        from ms in Gen.Choose(0, int.MaxValue) from at in Times
        select (StudyEvent)new StudyEvent.Opened(TimeSpan.FromMilliseconds(ms), at),
        from id in Ids from n in Attempts from worker in Texts from due in Times from at in Times
        select (StudyEvent)new StudyEvent.Leased(id, n, worker, due, at),
        from id in Ids from n in Attempts from due in Times from at in Times select (StudyEvent)new StudyEvent.Renewed(id, n, due, at),
        from id in Ids from n in Attempts from m in Metrics from due in Times from at in Times
        select (StudyEvent)new StudyEvent.EpochReported(id, n, m, due, at),
        from id in Ids from n in Attempts from r in Results from at in Times select (StudyEvent)new StudyEvent.Finished(id, n, r, at),
        from id in Ids from n in Attempts from end in Gen.Elements(Enum.GetValues<AttemptEnd>()) from reason in Texts
        from givesUp in Gen.Elements(true, false) from at in Times
        select (StudyEvent)new StudyEvent.AttemptEnded(id, n, end, reason, givesUp, at),
        from at in Times select (StudyEvent)new StudyEvent.Completed(at),
    }.ToImmutableDictionary(g => g.Sample(1, 1).First().GetType().Name);

    /// <summary>Events of any kind.</summary>
    public static Gen<StudyEvent> Any { get; } = Gen.OneOf(ByKind.Values.ToArray());
}
