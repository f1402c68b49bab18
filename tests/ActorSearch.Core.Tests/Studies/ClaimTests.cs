using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Studies;

/// <summary>What a worker is given that lost an answer, or has little room.</summary>
public sealed class ClaimTests
{
    [Fact]
    public void A_worker_whose_answer_was_lost_is_granted_the_same_leases_again()
    {
        var study = StudyFixture.Of(3);
        var lost = study.Claim(new StudyCommand.Claim("ann", 2));
        study.Now += StudyFixture.Lease / 2;

        var again = study.Claim(new StudyCommand.Claim("ann", 2));

        Assert.Equal(lost.Select(l => (l.Plan, l.Attempt, l.Seed)), again.Select(l => (l.Plan, l.Attempt, l.Seed)));
        Assert.All(again, l => Assert.Equal(study.Now + StudyFixture.Lease, l.Deadline));
        Assert.Equal(study.Now + StudyFixture.Lease, study.Trial(1).Deadline);
        Assert.Equal(TrialStatus.Waiting, study.Trial(3).Status);
    }

    [Fact]
    public void A_worker_is_granted_again_no_more_than_it_asks_for()
    {
        var study = StudyFixture.Of(3);
        study.Claim(new StudyCommand.Claim("ann", 3));

        Assert.Equal(2, study.Claim(new StudyCommand.Claim("ann", 2)).Length);
    }

    [Fact]
    public void A_worker_is_not_granted_again_what_it_says_it_holds()
    {
        var study = StudyFixture.Of(3);
        var held = Assert.Single(study.Claim());

        var next = Assert.Single(study.Claim(
            new StudyCommand.Claim("ann", 1) { Holding = [new HeldTrial(held.Plan.Id, held.Attempt)] }));

        Assert.Equal(StudyFixture.Id(2), next.Plan.Id);
    }

    [Fact]
    public void What_one_worker_has_not_heard_of_is_granted_to_no_other()
    {
        var study = StudyFixture.Of(1);
        study.Claim(worker: "ann");

        Assert.Empty(study.Claim(worker: "bob"));
    }

    [Fact]
    public void An_older_attempt_that_a_worker_still_speaks_of_does_not_hide_the_present_one()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Fail(1, attempt: 1);
        study.Claim();

        var again = Assert.Single(study.Claim(
            new StudyCommand.Claim("ann", 1) { Holding = [new HeldTrial(StudyFixture.Id(1), 1)] }));

        Assert.Equal(2, again.Attempt);
    }

    [Fact]
    public void A_worker_with_little_memory_is_granted_the_first_trials_that_fit()
    {
        var study = StudyFixture.Of(5);

        var leases = study.Claim(new StudyCommand.Claim("ann", 5) { MemoryBytes = 4500 });

        Assert.Equal([StudyFixture.Id(1), StudyFixture.Id(2)], leases.Select(l => l.Plan.Id));
    }

    [Fact]
    public void A_trial_too_large_for_one_worker_waits_for_another_and_holds_nobody_up()
    {
        var study = StudyFixture.Of(2);

        Assert.Equal(StudyFixture.Id(1), Assert.Single(study.Claim(new StudyCommand.Claim("ann", 1) { MemoryBytes = 1000 })).Plan.Id);
        Assert.Empty(study.Claim(new StudyCommand.Claim("bob", 1) { MemoryBytes = 1000 }));
        Assert.Equal(StudyFixture.Id(2), Assert.Single(study.Claim(new StudyCommand.Claim("cleo", 1) { MemoryBytes = 2000 })).Plan.Id);
    }

    [Fact]
    public void A_trial_that_ran_out_of_memory_is_tried_beside_half_as_many_neighbours()
    {
        var study = StudyFixture.Of(1);
        study.Claim();

        Assert.Equal(Acknowledgement.Recorded, study.Word(new StudyCommand.RunOutOfMemory(StudyFixture.Id(1), 1, Neighbours: 3, "CUDA out of memory")));

        Assert.Empty(study.Claim(new StudyCommand.Claim("ann", 1) { Neighbours = 2 }));
        var lease = Assert.Single(study.Claim(new StudyCommand.Claim("ann", 1) { Neighbours = 1 }));
        Assert.Equal((2, 1), (lease.Attempt, lease.MaxNeighbours));
        Assert.Equal(0, study.Trial(1).Failures);
    }

    [Fact]
    public void A_trial_that_must_be_alone_is_granted_with_no_other()
    {
        var study = StudyFixture.Of(2);
        study.Claim();
        study.Word(new StudyCommand.RunOutOfMemory(StudyFixture.Id(1), 1, Neighbours: 1, "CUDA out of memory"));

        var leases = study.Claim(new StudyCommand.Claim("ann", 2));

        Assert.Equal(StudyFixture.Id(1), Assert.Single(leases).Plan.Id);
    }

    [Fact]
    public void Running_out_of_memory_alone_is_a_failed_attempt()
    {
        var study = StudyFixture.Of(1, maxAttempts: 1);
        study.Claim();

        study.Word(new StudyCommand.RunOutOfMemory(StudyFixture.Id(1), 1, Neighbours: 0, "CUDA out of memory"));

        Assert.Equal((TrialOutcome.Failed, "CUDA out of memory"), (study.Trial(1).Outcome, study.Trial(1).Reason));
        Assert.True(study.State.IsCompleted);
    }

    [Fact]
    public void Running_out_of_memory_ends_after_a_few_attempts_however_neighbours_are_counted()
    {
        var study = StudyFixture.Of(1, maxAttempts: 1);
        var attempts = 0;
        while (study.Claim() is [var lease])
        {
            attempts++;
            study.Word(new StudyCommand.RunOutOfMemory(lease.Plan.Id, lease.Attempt, Neighbours: 1000, "CUDA out of memory"));
        }

        Assert.Equal(TrialOutcome.Failed, study.Trial(1).Outcome);
        Assert.Equal(11, attempts); // 1000 halves to 500, 250, 125, 62, 31, 15, 7, 3, 1 and 0, and alone it fails.
    }

    [Fact]
    public void An_epoch_told_twice_is_recorded_once_and_renews_the_lease()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Word(new StudyCommand.ReportEpoch(StudyFixture.Id(1), 1, StudyFixture.Metrics));
        study.Now += StudyFixture.Lease / 2;

        var again = study.Do(new StudyCommand.ReportEpoch(StudyFixture.Id(1), 1, StudyFixture.Metrics));

        Assert.Equal(
            new StudyEvent.Renewed(StudyFixture.Id(1), 1, study.Now + StudyFixture.Lease, study.Now), Assert.Single(again.Events));
        Assert.Equal(Acknowledgement.Recorded, ((StudyReply.Acknowledged)again.Reply).Word);
    }

    [Fact]
    public void The_next_attempt_tells_its_epochs_from_the_first()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Word(new StudyCommand.ReportEpoch(StudyFixture.Id(1), 1, StudyFixture.Metrics));
        study.Fail(1, attempt: 1);
        study.Claim();

        var first = study.Do(new StudyCommand.ReportEpoch(StudyFixture.Id(1), 2, StudyFixture.Metrics));

        Assert.IsType<StudyEvent.EpochReported>(Assert.Single(first.Events));
    }

    [Fact]
    public void A_results_reason_is_kept_as_short_as_a_failures()
    {
        var study = StudyFixture.Of(1);
        study.Claim();

        study.Word(new StudyCommand.Finish(
            StudyFixture.Id(1), 1, StudyFixture.Result with { Reason = new string('x', 2 * Study.MaxReasonLength) }));

        Assert.Equal(Study.MaxReasonLength, study.Trial(1).Reason.Length);
    }

    [Fact]
    public void What_a_result_says_of_its_machine_can_be_read_back_from_every_store()
    {
        var study = StudyFixture.Of(1);
        study.Claim();

        study.Word(new StudyCommand.Finish(StudyFixture.Id(1), 1, StudyFixture.Result with { Machine = "half of \ud83d" }));

        Assert.Equal("half of \ufffd", study.Trial(1).Result!.Machine);
    }
}
