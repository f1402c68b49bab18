using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Studies;

/// <summary>How attempts end, and when a trial is given up.</summary>
public sealed class AttemptTests
{
    [Fact]
    public void A_result_ends_the_trial_with_its_outcome()
    {
        var study = StudyFixture.Of(2);
        study.Claim();

        Assert.Equal(Acknowledgement.Recorded, study.Finish(1, attempt: 1));

        var trial = study.Trial(1);
        Assert.Equal((TrialStatus.Ended, TrialOutcome.Completed), (trial.Status, trial.Outcome));
        Assert.Equal(StudyFixture.Result, trial.Result);
        Assert.Equal(1, study.State.EndedCount);
        Assert.Empty(study.State.Running);
    }

    [Fact]
    public void A_result_sent_again_is_answered_as_recorded_and_changes_nothing()
    {
        var study = StudyFixture.Of(2);
        study.Claim();
        study.Finish(1, attempt: 1);

        var again = study.Do(new StudyCommand.Finish(StudyFixture.Id(1), 1, StudyFixture.Result));

        Assert.Empty(again.Events);
        Assert.Equal(Acknowledgement.AlreadyRecorded, ((StudyReply.Acknowledged)again.Reply).Word);
    }

    [Fact]
    public void A_result_from_an_expired_attempt_is_stale_even_while_the_trial_waits()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Now += StudyFixture.Lease;
        study.Do(new StudyCommand.ExpireLeases());

        Assert.Equal(Acknowledgement.Stale, study.Finish(1, attempt: 1));
    }

    [Fact]
    public void A_failure_sent_again_counts_once()
    {
        var study = StudyFixture.Of(1);
        study.Claim();

        Assert.Equal(Acknowledgement.Recorded, study.Fail(1, attempt: 1));
        Assert.Equal(Acknowledgement.Stale, study.Fail(1, attempt: 1));
        Assert.Equal(1, study.Trial(1).Failures);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_trial_is_given_up_at_its_last_allowed_failure_and_not_before(int maxAttempts)
    {
        var study = StudyFixture.Of(2, maxAttempts);
        for (var attempt = 1; attempt < maxAttempts; attempt++)
        {
            study.Claim();
            study.Fail(1, attempt);
            Assert.Equal(TrialStatus.Waiting, study.Trial(1).Status);
            Assert.Equal("out of memory", study.Trial(1).Reason);
        }

        study.Claim();
        study.Fail(1, maxAttempts);

        var trial = study.Trial(1);
        Assert.Equal((TrialStatus.Ended, TrialOutcome.Failed), (trial.Status, trial.Outcome));
        Assert.Equal((maxAttempts, "out of memory", null), (trial.Failures, trial.Reason, trial.Result));
    }

    [Fact]
    public void Expired_leases_count_towards_the_limit_too()
    {
        var study = StudyFixture.Of(1, maxAttempts: 2);
        study.Claim();
        study.Fail(1, attempt: 1);
        study.Claim();
        study.Now += StudyFixture.Lease;

        var decision = study.Do(new StudyCommand.ExpireLeases());

        Assert.True(Assert.IsType<StudyEvent.AttemptEnded>(decision.Events[0]).GivesUp);
        Assert.IsType<StudyEvent.Completed>(decision.Events[1]);
        Assert.Equal(TrialOutcome.Failed, study.Trial(1).Outcome);
    }

    [Fact]
    public void Trials_handed_back_do_not_count_and_keep_their_attempt_numbers()
    {
        var study = StudyFixture.Of(1, maxAttempts: 1);
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.Equal(attempt, Assert.Single(study.Claim()).Attempt);
            Assert.Equal(Acknowledgement.Recorded, study.Word(new StudyCommand.HandBack(StudyFixture.Id(1), attempt, "leaving")));
        }

        Assert.Equal(0, study.Trial(1).Failures);
        Assert.Equal(TrialStatus.Waiting, study.Trial(1).Status);
    }

    [Fact]
    public void A_retried_trial_forgets_the_last_attempts_epoch()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Do(new StudyCommand.ReportEpoch(StudyFixture.Id(1), 1, StudyFixture.Metrics));
        study.Fail(1, attempt: 1);

        Assert.Null(study.Trial(1).LastEpoch);
    }

    [Fact]
    public void A_long_reason_is_cut_between_characters()
    {
        var study = StudyFixture.Of(1);
        study.Claim();

        study.Do(new StudyCommand.Fail(StudyFixture.Id(1), 1, new string('x', Study.MaxReasonLength - 1) + "\U0001F600"));

        Assert.Equal(new string('x', Study.MaxReasonLength - 1), study.Trial(1).Reason);
    }

    [Fact]
    public void Half_a_character_in_a_reason_is_replaced_so_that_the_ledger_reads_back_what_was_written()
    {
        var study = StudyFixture.Of(1);
        study.Claim();

        study.Do(new StudyCommand.Fail(StudyFixture.Id(1), 1, "bad \ud83d text"));

        Assert.Equal("bad \ufffd text", study.Trial(1).Reason);
    }

    [Fact]
    public void A_reason_at_the_limit_is_kept_whole()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        var reason = new string('x', Study.MaxReasonLength - 2) + "\U0001F600";

        study.Do(new StudyCommand.Fail(StudyFixture.Id(1), 1, reason));

        Assert.Equal(reason, study.Trial(1).Reason);
    }
}
