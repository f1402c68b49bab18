using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Studies;

/// <summary>Who may train what, and until when.</summary>
public sealed class LeaseTests
{
    [Fact]
    public void A_claim_grants_waiting_trials_in_their_order_up_to_the_capacity()
    {
        var study = StudyFixture.Of(5, rejected: [2]);

        var leases = study.Claim(capacity: 3);

        Assert.Equal([StudyFixture.Id(1), StudyFixture.Id(3), StudyFixture.Id(4)], leases.Select(l => l.Plan.Id));
        Assert.All(leases, l => Assert.Equal(1, l.Attempt));
        Assert.Equal([StudyFixture.Id(5)], study.Claim(capacity: 3).Select(l => l.Plan.Id));
    }

    [Fact]
    public void A_lease_carries_the_seed_of_its_trial_and_a_deadline_by_the_coordinators_clock()
    {
        var study = StudyFixture.Of(1);

        var lease = Assert.Single(study.Claim(worker: "ann"));

        Assert.Equal(SeedDerivation.TrialSeed(22, StudyFixture.Id(1)), lease.Seed);
        Assert.Equal(study.Now + StudyFixture.Lease, lease.Deadline);
        Assert.Equal(lease.Deadline, study.Trial(1).Deadline);
        Assert.Equal("ann", study.Trial(1).Worker);
        Assert.Equal(TrialStatus.Running, study.Trial(1).Status);
    }

    [Fact]
    public void Each_claim_records_one_lease_event_a_trial()
    {
        var study = StudyFixture.Of(3);

        var decision = study.Do(new StudyCommand.Claim("ann", 2));

        Assert.Equal(
            [
                new StudyEvent.Leased(StudyFixture.Id(1), 1, "ann", study.Now + StudyFixture.Lease, study.Now),
                new StudyEvent.Leased(StudyFixture.Id(2), 1, "ann", study.Now + StudyFixture.Lease, study.Now),
            ],
            decision.Events);
    }

    [Fact]
    public void A_running_trial_is_granted_to_nobody_else()
    {
        var study = StudyFixture.Of(1);
        study.Claim();

        var decision = study.Do(new StudyCommand.Claim("bob", 1));

        Assert.IsType<StudyReply.NothingNow>(decision.Reply);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void A_claim_for_no_trials_gets_none()
    {
        var study = StudyFixture.Of(1);

        Assert.IsType<StudyReply.NothingNow>(study.Do(new StudyCommand.Claim("ann", 0)).Reply);
        Assert.IsType<StudyReply.NothingNow>(study.Do(new StudyCommand.Claim("ann", -1)).Reply);
    }

    [Fact]
    public void A_worker_hears_that_the_study_has_ended_once_it_has()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Finish(1, attempt: 1);

        Assert.IsType<StudyReply.StudyEnded>(study.Do(new StudyCommand.Claim("ann", 1)).Reply);
    }

    [Fact]
    public void A_lease_lasts_until_its_deadline_and_not_beyond()
    {
        var study = StudyFixture.Of(1);
        study.Claim();

        study.Now += StudyFixture.Lease - TimeSpan.FromTicks(1);
        Assert.Empty(study.Do(new StudyCommand.ExpireLeases()).Events);

        study.Now += TimeSpan.FromTicks(1);
        var ended = Assert.IsType<StudyEvent.AttemptEnded>(Assert.Single(study.Do(new StudyCommand.ExpireLeases()).Events));
        Assert.Equal(AttemptEnd.Expired, ended.End);
        Assert.Contains("ann", ended.Reason, StringComparison.Ordinal);
        Assert.Equal(TrialStatus.Waiting, study.Trial(1).Status);
        Assert.Equal(1, study.Trial(1).Failures);
    }

    [Fact]
    public void A_renewal_moves_the_deadline()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Now += StudyFixture.Lease / 2;

        Assert.Equal(Acknowledgement.Recorded, study.Word(new StudyCommand.Renew(StudyFixture.Id(1), 1)));

        study.Now += StudyFixture.Lease / 2;
        Assert.Empty(study.Do(new StudyCommand.ExpireLeases()).Events);
    }

    [Fact]
    public void An_epochs_report_is_kept_and_renews_the_lease()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Now += StudyFixture.Lease / 2;

        Assert.Equal(
            Acknowledgement.Recorded, study.Word(new StudyCommand.ReportEpoch(StudyFixture.Id(1), 1, StudyFixture.Metrics)));

        Assert.Equal(StudyFixture.Metrics, study.Trial(1).LastEpoch);
        Assert.Equal(study.Now + StudyFixture.Lease, study.Trial(1).Deadline);
    }

    [Fact]
    public void Word_of_a_silent_worker_counts_until_its_lease_is_ended()
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Now += 3 * StudyFixture.Lease;

        Assert.Equal(Acknowledgement.Recorded, study.Finish(1, attempt: 1));
    }

    [Fact]
    public void A_trial_tried_before_goes_ahead_of_a_fresh_one_with_the_next_attempt_number()
    {
        var study = StudyFixture.Of(3);
        study.Claim();
        study.Fail(1, attempt: 1);

        var lease = Assert.Single(study.Claim());

        Assert.Equal((StudyFixture.Id(1), 2), (lease.Plan.Id, lease.Attempt));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(-1)]
    public void Only_the_attempt_that_holds_the_lease_has_a_say(int attempt)
    {
        var study = StudyFixture.Of(1);
        study.Claim();
        study.Do(new StudyCommand.HandBack(StudyFixture.Id(1), 1, "leaving"));
        study.Claim();
        var before = study.State;
        var id = StudyFixture.Id(1);

        Assert.All(
            new StudyCommand[]
            {
                new StudyCommand.Renew(id, attempt),
                new StudyCommand.ReportEpoch(id, attempt, StudyFixture.Metrics),
                new StudyCommand.Finish(id, attempt, StudyFixture.Result),
                new StudyCommand.Fail(id, attempt, "error"),
                new StudyCommand.HandBack(id, attempt, "leaving"),
            },
            command =>
            {
                var decision = study.Do(command);
                Assert.Empty(decision.Events);
                var endsAttempt = command is not (StudyCommand.Renew or StudyCommand.ReportEpoch);
                Assert.Equal(new StudyReply.Acknowledged(id, attempt, Acknowledgement.Stale, endsAttempt), decision.Reply);
            });
        Assert.Same(before, study.State);
    }

    [Fact]
    public void Word_on_a_trial_that_the_study_does_not_have_is_stale()
    {
        var study = StudyFixture.Of(1);

        Assert.Equal(Acknowledgement.Stale, study.Finish(99, attempt: 1));
    }
}
