using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Tests;

/// <summary>The check that all scenarios end with sees what it is there for.</summary>
public sealed class StudyCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TrialId Id = TrialId.Parse("0123456789abcdef0123456789abcdef");

    private static readonly StudyDefinition Definition = new(
        FaultsGrid.Study, 22, new DataSetSpec("glyphs"), "00", new ImageShape(1, 28, 28), 10, Objective.Default, 1000, "study: faults");

    [Fact]
    public void A_trial_that_was_lost_once_and_then_recorded_is_as_it_should_be() =>
        Check(Leased(1), Epoch(1, 1), Expired(1), Leased(2), Epoch(2, 1), Finished(2), Completed);

    [Fact]
    public void A_trial_recorded_twice_is_a_breach() =>
        Breaks("does not hold", Leased(1), Epoch(1, 1), Finished(1), Finished(1), Completed);

    [Fact]
    public void A_trial_never_recorded_is_a_breach() =>
        Breaks("recorded 0 times", Leased(1), Epoch(1, 1), Expired(1), Completed);

    [Fact]
    public void A_result_of_an_attempt_that_lost_its_lease_is_a_breach() =>
        Breaks("does not hold", Leased(1), Epoch(1, 1), Expired(1), Finished(1), Completed);

    [Fact]
    public void A_lease_on_a_trial_that_is_held_is_a_breach() =>
        Breaks("while it was held", Leased(1), Leased(2), Epoch(2, 1), Finished(2), Completed);

    [Fact]
    public void A_lease_after_the_end_is_a_breach() =>
        Breaks("after its end", Leased(1), Epoch(1, 1), Finished(1), Completed, Leased(2));

    [Fact]
    public void An_epoch_recorded_twice_is_a_breach() =>
        Breaks("out of turn", Leased(1), Epoch(1, 1), Epoch(1, 1), Finished(1), Completed);

    [Fact]
    public void A_lost_epoch_is_a_breach() => Breaks("missing", Leased(1), Finished(1), Completed);

    [Fact]
    public void A_study_without_its_completion_is_a_breach() => Breaks("completion", Leased(1), Epoch(1, 1), Finished(1));

    [Fact]
    public void Where_nothing_died_an_attempt_without_a_result_is_a_breach() =>
        Assert.Throws<Breach>(() => StudyCheck.NothingTriedAgain(Stored(Leased(1), Expired(1)), "store"));

    [Fact]
    public void Events_are_counted_for_the_node_whose_worker_held_the_trial()
    {
        var study = Stored(Leased(1), Epoch(1, 1), Expired(1), Leased(2) with { Worker = "n2/0~1" }, Epoch(2, 1), Finished(2));

        Assert.Equal((2, 3, 0), (study.EventsOf("n1"), study.EventsOf("n2"), study.EventsOf("n")));
    }

    private static StudyEvent.Completed Completed { get; } = new(Now);

    private static void Check(params StudyEvent[] events) => StudyCheck.Recorded(Stored(events), "store");

    private static void Breaks(string saying, params StudyEvent[] events) =>
        Assert.Contains(saying, Assert.Throws<Breach>(() => Check(events)).Message, StringComparison.Ordinal);

    private static StoredStudy Stored(params StudyEvent[] events)
    {
        var plan = new TrialPlan(Id, TrialConfig.Empty, 0, 1, 1, 1, null);
        ImmutableArray<StudyEvent> all = [new StudyEvent.Created(Definition, Now), new StudyEvent.TrialsAdded([plan], Now), .. events];
        return new StoredStudy(all, Study.Apply(StudyState.Empty, all));
    }

    private static StudyEvent.Leased Leased(int attempt) => new(Id, attempt, "n1/0~3f9a12", Now, Now);

    private static StudyEvent.EpochReported Epoch(int attempt, int epoch) =>
        new(Id, attempt, new EpochMetrics(epoch, 1, 0.5, 1, 0.5, 0.1), Now, Now);

    private static StudyEvent.Finished Finished(int attempt) =>
        new(Id, attempt, new TrialResult(TrialOutcome.Completed, "", null, null, null, Epochs: 1, 0.1), Now);

    private static StudyEvent.AttemptEnded Expired(int attempt) => new(Id, attempt, AttemptEnd.Expired, "silent", GivesUp: false, Now);
}
