using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Tests.Doubles;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Tests;

public class CoordinatorTests
{
    [Fact]
    public async Task A_silent_workers_trial_goes_to_the_next_one_and_its_late_result_is_stale()
    {
        var time = new ManualTime();
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 1, time);
        var silent = new Mailbox<WorkerMessage>(10);
        var next = new Mailbox<WorkerMessage>(10);

        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("silent", 1), silent)).Leases.Single();
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("next", next));
        await fixture.PassLeaseAsync(time);
        var second = (await CoordinatorFixture.ReceiveAsync<StudyReply.Granted>(next)).Leases.Single();
        var late = await fixture.AskAsync<StudyReply.Acknowledged>(
            new StudyCommand.Finish(lease.Plan.Id, lease.Attempt, ScriptedTrainer.ResultOf(lease)), silent);

        Assert.Equal((1, 2), (lease.Attempt, second.Attempt));
        Assert.Equal(lease.Seed, second.Seed);
        Assert.Equal(Acknowledgement.Stale, late.Word);
        Assert.Empty(fixture.Ledger.Events.OfType<StudyEvent.Finished>());
    }

    [Fact]
    public async Task A_coordinator_that_was_stopped_for_longer_than_a_lease_takes_no_trial_away()
    {
        var time = new ManualTime();
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 1, time);
        var worker = new Mailbox<WorkerMessage>(10);
        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("w", 1), worker)).Leases.Single();

        time.Advance(10 * CoordinatorOptions.Default.LeaseDuration);
        var renewed = await fixture.AskAsync<StudyReply.Acknowledged>(new StudyCommand.Renew(lease.Plan.Id, lease.Attempt), worker);

        Assert.Equal(Acknowledgement.Recorded, renewed.Word);
        Assert.Empty(fixture.Ledger.Events.OfType<StudyEvent.AttemptEnded>());
    }

    [Fact]
    public async Task A_worker_that_stays_silent_after_the_coordinator_was_stopped_loses_its_trial_a_lease_later()
    {
        var time = new ManualTime();
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 1, time);
        var silent = new Mailbox<WorkerMessage>(10);
        await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("silent", 1), silent);

        time.Advance(10 * CoordinatorOptions.Default.LeaseDuration);
        await fixture.BarrierAsync();
        await fixture.PassLeaseAsync(time);

        Assert.Equal(AttemptEnd.Expired, Assert.Single(fixture.Ledger.Events.OfType<StudyEvent.AttemptEnded>()).End);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_lengthen_a_silent_workers_lease()
    {
        var time = new ManualTime();
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 1, time);
        var silent = new Mailbox<WorkerMessage>(10);
        await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("silent", 1), silent);

        time.SetBack(TimeSpan.FromHours(1));
        await fixture.PassLeaseAsync(time);
        await fixture.PassLeaseAsync(time);

        Assert.Equal(AttemptEnd.Expired, Assert.Single(fixture.Ledger.Events.OfType<StudyEvent.AttemptEnded>()).End);
    }

    [Fact]
    public async Task A_claim_that_finds_nothing_is_answered_when_the_study_ends()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 1, new ManualTime());
        var busy = new Mailbox<WorkerMessage>(10);
        var idle = new Mailbox<WorkerMessage>(10);

        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("busy", 1), busy)).Leases.Single();
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("idle", idle));
        await fixture.AskAsync<StudyReply.Acknowledged>(
            new StudyCommand.Finish(lease.Plan.Id, lease.Attempt, ScriptedTrainer.ResultOf(lease)), busy);

        Assert.IsType<StudyReply.StudyEnded>(await CoordinatorFixture.ReceiveAsync<StudyReply.StudyEnded>(idle));
    }

    [Fact]
    public async Task A_result_is_acknowledged_only_once_the_ledger_holds_it()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 1, new ManualTime());
        var worker = new Mailbox<WorkerMessage>(10);
        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("w", 1), worker)).Leases.Single();
        var appending = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        fixture.Ledger.BeforeAppend = _ =>
        {
            appending.SetResult();
            return gate.Task;
        };

        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Word(
            new StudyCommand.Finish(lease.Plan.Id, lease.Attempt, ScriptedTrainer.ResultOf(lease)), worker));
        await appending.Task;
        var answer = CoordinatorFixture.ReceiveAsync<StudyReply.Acknowledged>(worker);

        var wasAnsweredEarly = answer.IsCompleted;
        gate.SetResult();
        Assert.False(wasAnsweredEarly);
        Assert.Equal(Acknowledgement.Recorded, (await answer).Word);
    }

    [Fact]
    public async Task A_draining_coordinator_answers_the_claims_that_wait_for_work()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 1, new ManualTime());
        var busy = new Mailbox<WorkerMessage>(10);
        var idle = new Mailbox<WorkerMessage>(10);
        await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("busy", 1), busy);
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("idle", idle));

        fixture.Coordinator.Drain();

        Assert.IsType<StudyReply.NothingNow>(await CoordinatorFixture.ReceiveAsync<StudyReply.NothingNow>(idle));
    }

    [Fact]
    public async Task A_draining_coordinator_grants_nothing_more()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(trials: 2, new ManualTime());
        var worker = new Mailbox<WorkerMessage>(10);
        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("w", 1), worker)).Leases.Single();

        fixture.Coordinator.Drain();
        await fixture.AskAsync<StudyReply.NothingNow>(new StudyCommand.Claim("w", 1), worker);
        var word = await fixture.AskAsync<StudyReply.Acknowledged>(
            new StudyCommand.HandBack(lease.Plan.Id, lease.Attempt, "leaving"), worker);

        Assert.Equal(Acknowledgement.Recorded, word.Word);
        Assert.Single(fixture.Ledger.Events.OfType<StudyEvent.Leased>());
    }
}
