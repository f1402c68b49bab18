using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Studies;

/// <summary>How a study begins, goes on after an interruption, grows and ends.</summary>
public sealed class CourseTests
{
    [Fact]
    public void A_study_begins_with_its_definition_and_its_trials()
    {
        var study = StudyFixture.Empty();

        var decision = study.Do(new StudyCommand.Create(study.Definition, StudyFixture.Plans(1, 3, rejected: [2])));

        Assert.IsType<StudyReply.Done>(decision.Reply);
        Assert.Equal(study.Definition, study.State.Definition);
        Assert.Equal([1, 2, 3], Enumerable.Range(1, 3).Select(i => study.State.Positions[StudyFixture.Id(i)] + 1));
        Assert.Equal(TrialOutcome.Rejected, study.Trial(2).Outcome);
        Assert.Equal("conv1: does not fit", study.Trial(2).Reason);
        Assert.Equal(1, study.State.EndedCount);
    }

    [Fact]
    public void Trials_are_recorded_in_events_of_bounded_size()
    {
        var study = StudyFixture.Empty();

        var decision = study.Do(new StudyCommand.Create(study.Definition, StudyFixture.Plans(1, (2 * Study.TrialsPerEvent) + 1)));

        Assert.Equal(
            [Study.TrialsPerEvent, Study.TrialsPerEvent, 1],
            decision.Events.OfType<StudyEvent.TrialsAdded>().Select(e => e.Trials.Length));
    }

    [Fact]
    public void A_study_is_not_begun_twice()
    {
        var study = StudyFixture.Of(1);

        var exception = Assert.Throws<StudyException>(() => study.Do(new StudyCommand.Create(study.Definition, [])));
        Assert.Contains("demo", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_can_be_asked_of_a_study_that_was_not_begun()
    {
        var study = StudyFixture.Empty();

        Assert.Throws<StudyException>(() => study.Do(new StudyCommand.Open(StudyFixture.Lease, false)));
        Assert.Throws<StudyException>(() => study.Do(new StudyCommand.Extend(study.Definition, [])));
        Assert.Throws<StudyException>(() => study.Do(new StudyCommand.Claim("ann", 1)));
    }

    [Fact]
    public void A_study_whose_trials_are_all_rejected_is_complete_at_once()
    {
        var study = StudyFixture.Empty();

        var decision = study.Do(new StudyCommand.Create(study.Definition, StudyFixture.Plans(1, 2, rejected: [1, 2])));

        Assert.IsType<StudyEvent.Completed>(decision.Events[^1]);
        Assert.True(study.State.IsCompleted);
    }

    [Fact]
    public void The_last_outcome_completes_the_study_in_the_same_decision()
    {
        var study = StudyFixture.Of(2);
        study.Claim(capacity: 2);

        Assert.DoesNotContain(
            study.Do(new StudyCommand.Finish(StudyFixture.Id(1), 1, StudyFixture.Result)).Events, e => e is StudyEvent.Completed);
        var last = study.Do(new StudyCommand.Finish(StudyFixture.Id(2), 1, StudyFixture.Result));

        Assert.Equal([typeof(StudyEvent.Finished), typeof(StudyEvent.Completed)], last.Events.Select(e => e.GetType()));
        Assert.True(study.State.IsCompleted);
    }

    [Fact]
    public void Leases_that_expire_together_may_complete_the_study_together()
    {
        var study = StudyFixture.Of(2, maxAttempts: 1);
        study.Claim(capacity: 2);
        study.Now += StudyFixture.Lease;

        var decision = study.Do(new StudyCommand.ExpireLeases());

        Assert.Equal(3, decision.Events.Length);
        Assert.IsType<StudyEvent.Completed>(decision.Events[2]);
    }

    [Fact]
    public void Opening_after_a_crash_of_the_one_process_gives_all_trials_back_without_blame()
    {
        var study = StudyFixture.Of(3, maxAttempts: 1);
        study.Claim(capacity: 2);

        var decision = study.Do(new StudyCommand.Open(StudyFixture.Lease, WorkersAreGone: true));

        Assert.Equal(3, decision.Events.Length);
        Assert.Empty(study.State.Running);
        Assert.Equal([0, 0, 0], study.State.Trials.Select(t => t.Failures));
        Assert.Equal(Acknowledgement.Stale, study.Finish(1, attempt: 1));
        Assert.Equal([2, 2, 1], study.Claim(capacity: 3).Select(l => l.Attempt));
    }

    [Fact]
    public void Opening_elsewhere_gives_workers_that_go_on_a_fresh_deadline()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Now += 10 * StudyFixture.Lease;

        study.Do(new StudyCommand.Open(2 * StudyFixture.Lease, WorkersAreGone: false));

        Assert.Equal(study.Now + (2 * StudyFixture.Lease), study.Trial(1).Deadline);
        Assert.Empty(study.Do(new StudyCommand.ExpireLeases()).Events);
        Assert.Equal(Acknowledgement.Recorded, study.Finish(1, attempt: 1));
    }

    [Fact]
    public void Extending_adds_the_trials_that_are_missing_and_no_others()
    {
        var study = StudyFixture.Of(2);
        study.Claim();
        study.Finish(1, attempt: 1);

        var decision = study.Do(new StudyCommand.Extend(study.Definition, StudyFixture.Plans(1, 4)));

        var added = Assert.IsType<StudyEvent.TrialsAdded>(Assert.Single(decision.Events));
        Assert.Equal([StudyFixture.Id(3), StudyFixture.Id(4)], added.Trials.Select(t => t.Id));
        Assert.Equal(TrialOutcome.Completed, study.Trial(1).Outcome);
        Assert.Empty(study.Do(new StudyCommand.Extend(study.Definition, StudyFixture.Plans(1, 4))).Events);
    }

    [Fact]
    public void Extending_records_a_changed_definition()
    {
        var study = StudyFixture.Of(1);
        var changed = study.Definition with { Source = "study: demo # more" };

        var decision = study.Do(new StudyCommand.Extend(changed, StudyFixture.Plans(1, 1)));

        Assert.Equal(new StudyEvent.Redefined(changed, study.Now), Assert.Single(decision.Events));
        Assert.Equal(changed, study.State.Definition);
    }

    [Fact]
    public void A_complete_study_that_is_extended_is_open_again_and_completes_again()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Finish(1, attempt: 1);

        study.Do(new StudyCommand.Extend(study.Definition, StudyFixture.Plans(1, 2)));
        Assert.False(study.State.IsCompleted);
        study.Claim();
        study.Finish(2, attempt: 1);

        Assert.True(study.State.IsCompleted);
    }

    [Fact]
    public void A_complete_study_extended_by_rejected_trials_only_is_complete_at_once()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Finish(1, attempt: 1);

        var decision = study.Do(new StudyCommand.Extend(study.Definition, StudyFixture.Plans(1, 2, rejected: [2])));

        Assert.IsType<StudyEvent.Completed>(decision.Events[^1]);
    }

    [Fact]
    public void An_event_about_a_trial_that_the_study_does_not_have_is_refused()
    {
        var study = StudyFixture.Of(1);

        Assert.Throws<StudyException>(() => Study.Apply(study.State, new StudyEvent.Renewed(StudyFixture.Id(9), 1, study.Now, study.Now)));
    }
}
