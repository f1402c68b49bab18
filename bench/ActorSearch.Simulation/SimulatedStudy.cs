using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Simulation;

/// <summary>The study of a run: 1 to 30 trials, some rejected, some that fail whenever they are trained.</summary>
public sealed class SimulatedStudy
{
    private readonly ImmutableHashSet<TrialId> _cursed;

    private SimulatedStudy(
        StudyDefinition definition, ImmutableArray<TrialPlan> trials, StudyDefinition? extendedDefinition,
        ImmutableArray<TrialPlan> extendedTrials, ImmutableHashSet<TrialId> cursed)
    {
        Definition = definition;
        Trials = trials;
        ExtendedDefinition = extendedDefinition;
        ExtendedTrials = extendedTrials;
        _cursed = cursed;
    }

    /// <summary>What the study begins as.</summary>
    public StudyDefinition Definition { get; }

    /// <summary>Its first trials.</summary>
    public ImmutableArray<TrialPlan> Trials { get; }

    /// <summary>What it becomes in the middle; null where it stays as it is.</summary>
    public StudyDefinition? ExtendedDefinition { get; }

    /// <summary>All trials in the end, the first ones among them.</summary>
    public ImmutableArray<TrialPlan> ExtendedTrials { get; }

    /// <summary>Whether every attempt at the trial fails.</summary>
    public bool AlwaysFails(TrialId trial) => _cursed.Contains(trial);

    /// <summary>The seed that the trial must be given.</summary>
    public ulong SeedOf(TrialId trial) => SeedDerivation.TrialSeed(Definition.Seed, trial);

    /// <summary>Draws a study.</summary>
    /// <param name="random">Where draws come from.</param>
    /// <param name="trialsMayFail">Whether some trials fail at every attempt, and a few failures end a trial.</param>
    public static SimulatedStudy Draw(SplitMix64 random, bool trialsMayFail)
    {
        var definition = new StudyDefinition(
            "simulated", random.Next() >> 1, new DataSetSpec("glyphs"), "00", new ImageShape(1, 28, 28), 10,
            Objective.Default, trialsMayFail ? random.Between(1, 5) : 10_000, "study: simulated");
        var rejectedShare = random.Chance(0.5) ? random.Unit() * (random.Chance(0.1) ? 1 : 0.4) : 0;
        var cursedShare = trialsMayFail && random.Chance(0.5) ? random.Unit() * 0.5 : 0;
        var plans = Enumerable.Range(1, random.Between(1, 30)).Select(i => Plan(i, random.Chance(rejectedShare))).ToImmutableArray();
        var cursed = plans.Where(_ => random.Chance(cursedShare)).Select(p => p.Id).ToImmutableHashSet();
        if (!random.Chance(0.5))
        {
            return new SimulatedStudy(definition, plans, null, plans, cursed);
        }

        var first = plans[..random.Between(0, plans.Length)];
        var extended = random.Chance(0.8) ? definition with { Source = "study: simulated # extended" } : definition;
        return new SimulatedStudy(definition, first, extended, plans, cursed);
    }

    private static TrialPlan Plan(int number, bool isRejected)
    {
        var config = TrialConfig.From([new(ParameterNames.LearningRate, new ParameterValue.Real(number / 1000.0))]);
        return new TrialPlan(TrialId.Of(config, 0), config, 0, 100, 1000, 1000 * number, isRejected ? "conv1: does not fit" : null);
    }
}
