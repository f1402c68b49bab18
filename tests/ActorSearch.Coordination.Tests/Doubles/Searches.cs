using System.Collections.Immutable;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Local;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Tests.Doubles;

internal static class Searches
{
    private static readonly ImageShape Image = new(1, 28, 28);

    /// <summary>A study of so many trials that differ in their learning rate.</summary>
    public static StudyPlan Plan(int trials, int maxAttempts = 3, string name = "tests")
    {
        var rates = Enumerable.Range(1, trials).Select(i => (ParameterValue)new ParameterValue.Real(i / 1000.0));
        var space = new SearchSpace([], [new Dimension(ParameterNames.LearningRate, [.. rates])]);
        var spec = new ExperimentSpec(
            name, Seed: 7, new DataSetSpec("glyphs"), space, Replicates: 1, Objective.Default, maxAttempts, Source: string.Empty);
        var definition = new StudyDefinition(
            spec.Study, spec.Seed, spec.DataSet, DataFingerprint: new string('a', 64), Image, Classes: 10, spec.Objective, maxAttempts, spec.Source);
        return new StudyPlan(definition, Grid.Expand(spec, Image, classes: 10).Trials);
    }

    public static Task<StudyState> RunAsync(
        MemoryLedger ledger,
        StudyPlan plan,
        Func<int, ITrialTrainer> makeTrainer,
        int workers = 1,
        int capacity = 1,
        TimeProvider? time = null,
        ISearchObserver? observer = null,
        CancellationToken interrupt = default)
    {
        StudyOpening opening = ledger.Events.IsEmpty ? new StudyOpening.Begin() : new StudyOpening.GoOn();
        var request = new LocalSearchRequest(plan, opening, workers, capacity, makeTrainer, CoordinatorOptions.Default);
        return LocalSearch.RunAsync(request, ledger, observer ?? new Deaf(), time ?? new ManualTime(), interrupt);
    }

    /// <summary>The trials with their results, in order.</summary>
    public static ImmutableArray<(TrialId, TrialOutcome?, TrialResult?)> Table(StudyState state) =>
        [.. state.Trials.Select(t => (t.Plan.Id, t.Outcome, t.Result))];

    private sealed class Deaf : ISearchObserver
    {
        public void Recorded(StudyState state, IReadOnlyList<StudyEvent> events)
        {
        }
    }
}
