using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Tests.Doubles;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Scheduling;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Tests;

/// <summary>A coordinator that outlives its studies and its store's failures.</summary>
public class ServiceTests
{
    private static readonly CoordinatorOptions Service = CoordinatorOptions.Default with { IsService = true };

    [Fact]
    public async Task A_study_that_is_handed_in_gives_work_to_the_workers_that_wait()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        var worker = new Mailbox<WorkerMessage>(10);
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("w", worker));

        var reply = await fixture.SubmitAsync(Searches.Plan(1));

        Assert.IsType<StudyOpening.Begin>(Assert.IsType<SubmissionReply.Decided>(reply).Opening);
        var answer = Assert.IsType<WorkerMessage.FromCoordinator>(await CoordinatorFixture.ReceiveAsync(worker));
        Assert.Equal("tests", answer.Study);
        Assert.Single(Assert.IsType<StudyReply.Granted>(answer.Reply).Leases);
    }

    [Fact]
    public async Task Workers_that_find_nothing_are_kept_waiting_when_a_study_ends()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([Searches.Plan(1)], new ManualTime(), Service);
        var busy = new Mailbox<WorkerMessage>(10);
        var idle = new Mailbox<WorkerMessage>(10);
        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("busy", 1), busy)).Leases.Single();
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("idle", idle));
        await fixture.AskAsync<StudyReply.Acknowledged>(Finish(lease), busy);

        await fixture.SubmitAsync(Searches.Plan(1, name: "next"));

        var answer = Assert.IsType<WorkerMessage.FromCoordinator>(await CoordinatorFixture.ReceiveAsync(idle));
        Assert.Equal("next", answer.Study);
    }

    [Fact]
    public async Task A_study_handed_in_twice_is_joined_while_it_is_worked_on()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        await fixture.SubmitAsync(Searches.Plan(2));
        var events = fixture.Ledger.Events.Length;

        var reply = await fixture.SubmitAsync(Searches.Plan(2));

        Assert.IsType<StudyOpening.GoOn>(Assert.IsType<SubmissionReply.Decided>(reply).Opening);
        Assert.Equal(events, fixture.Ledger.Events.Length);
    }

    [Fact]
    public async Task A_study_of_another_grid_is_refused_and_changes_nothing()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        await fixture.SubmitAsync(Searches.Plan(2));
        var events = fixture.Ledger.Events.Length;

        var reply = await fixture.SubmitAsync(Searches.Plan(3));

        Assert.IsType<StudyOpening.Refused>(Assert.IsType<SubmissionReply.Decided>(reply).Opening);
        Assert.Equal(events, fixture.Ledger.Events.Length);
    }

    [Fact]
    public async Task A_study_that_is_extended_goes_on_with_its_leases()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        await fixture.SubmitAsync(Searches.Plan(1));
        var worker = new Mailbox<WorkerMessage>(10);
        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("w", 1), worker)).Leases.Single();

        var reply = await fixture.SubmitAsync(Searches.Plan(2), extend: true);
        var word = await fixture.AskAsync<StudyReply.Acknowledged>(Finish(lease), worker);

        Assert.IsType<StudyOpening.Extend>(Assert.IsType<SubmissionReply.Decided>(reply).Opening);
        Assert.Equal(Acknowledgement.Recorded, word.Word);
        Assert.Single((await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("w", 1), worker)).Leases);
    }

    [Fact]
    public async Task The_next_study_in_the_queue_gets_the_workers_that_the_first_has_no_trials_for()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(
            [Searches.Plan(1, name: "first"), Searches.Plan(1, name: "second")], new ManualTime(), Service);

        Assert.Equal(["first", "second"], await ClaimedStudiesAsync(fixture, workers: 2));
    }

    [Fact]
    public async Task Studies_that_share_the_workers_are_given_them_in_turn()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(
            [Searches.Plan(9, name: "first"), Searches.Plan(9, name: "second")],
            new ManualTime(),
            Service with { Sharing = StudySharing.Share });

        Assert.Equal(["first", "second", "first", "second"], await ClaimedStudiesAsync(fixture, workers: 4));
    }

    [Fact]
    public async Task A_worker_is_offered_no_study_that_it_cannot_work_on()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(
            [Searches.Plan(1, name: "first"), Searches.Plan(1, name: "second")], new ManualTime(), Service);
        var worker = new Mailbox<WorkerMessage>(10);

        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("w", worker, "first"));

        Assert.Equal("second", Assert.IsType<WorkerMessage.FromCoordinator>(await CoordinatorFixture.ReceiveAsync(worker)).Study);
    }

    [Fact]
    public async Task The_same_trial_of_two_studies_is_two_trials()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(
            [Searches.Plan(1, name: "first"), Searches.Plan(1, name: "second")], new ManualTime(), Service);
        var ann = new Mailbox<WorkerMessage>(10);
        var bob = new Mailbox<WorkerMessage>(10);
        var first = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("ann", 1), ann)).Leases.Single();
        await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("bob", 1), bob);

        await fixture.AskAsync<StudyReply.Acknowledged>(Finish(first), ann, study: "first");

        Assert.Single(fixture.Ledger.EventsOf("first").OfType<StudyEvent.Finished>());
        Assert.Empty(fixture.Ledger.EventsOf("second").OfType<StudyEvent.Finished>());
    }

    [Fact]
    public async Task A_word_on_a_study_that_nobody_knows_is_stale()
    {
        var observer = new Noting();
        await using var fixture = await CoordinatorFixture.StartAsync([Searches.Plan(1)], new ManualTime(), Service, observer);
        var worker = new Mailbox<WorkerMessage>(10);

        var word = await fixture.AskAsync<StudyReply.Acknowledged>(
            new StudyCommand.HandBack(Searches.Plan(1).Trials[0].Id, 1, "leaving"), worker, study: "unknown");

        Assert.Equal((Acknowledgement.Stale, true), (word.Word, word.EndsAttempt));
        Assert.Equal(["stale unknown"], observer.Notes);
    }

    [Fact]
    public async Task A_later_claim_of_a_worker_takes_the_place_of_the_one_that_waits()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        var first = new Mailbox<WorkerMessage>(10);
        var second = new Mailbox<WorkerMessage>(10);
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("w", first));
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("w", second));

        await CoordinatorFixture.ReceiveAsync<StudyReply.NothingNow>(first);
        await fixture.SubmitAsync(Searches.Plan(2));

        Assert.Single((await CoordinatorFixture.ReceiveAsync<StudyReply.Granted>(second)).Leases);
        Assert.Single(fixture.Ledger.Events.OfType<StudyEvent.Leased>());
    }

    [Fact]
    public async Task A_claim_that_is_withdrawn_leases_nothing()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        var worker = new Mailbox<WorkerMessage>(10);
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("w", worker));

        await fixture.Coordinator.Ref.TellAsync(new CoordinatorMessage.Withdraw("w"));
        await CoordinatorFixture.ReceiveAsync<StudyReply.NothingNow>(worker);
        await fixture.SubmitAsync(Searches.Plan(1));

        Assert.Empty(fixture.Ledger.Events.OfType<StudyEvent.Leased>());
    }

    [Fact]
    public async Task Withdrawing_an_old_claim_leaves_the_workers_later_one_alone()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        var old = new Mailbox<WorkerMessage>(10);
        var later = new Mailbox<WorkerMessage>(10);
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("w", later));

        await fixture.Coordinator.Ref.TellAsync(new CoordinatorMessage.Withdraw("w", Only: old));
        await fixture.SubmitAsync(Searches.Plan(1));

        Assert.Single((await CoordinatorFixture.ReceiveAsync<StudyReply.Granted>(later)).Leases);
    }

    [Fact]
    public async Task What_a_failing_store_did_not_take_is_not_acknowledged_and_can_be_told_again()
    {
        var time = new ManualTime();
        var observer = new Noting();
        await using var fixture = await CoordinatorFixture.StartAsync([Searches.Plan(1)], time, Service, observer);
        var worker = new Mailbox<WorkerMessage>(10);
        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("w", 1), worker)).Leases.Single();
        fixture.Ledger.BeforeAppend = _ => throw new LedgerException("no room on the disk");

        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Word(Finish(lease), worker));
        var refused = Assert.IsType<WorkerMessage.Unavailable>(await CoordinatorFixture.ReceiveAsync(worker));
        fixture.Ledger.BeforeAppend = _ => Task.CompletedTask;
        time.Advance(TimeSpan.FromSeconds(2));
        var word = await fixture.AskAsync<StudyReply.Acknowledged>(Finish(lease), worker);

        Assert.Equal("no room on the disk", refused.Reason);
        Assert.Equal(Acknowledgement.Recorded, word.Word);
        Assert.Single(fixture.Ledger.Events.OfType<StudyEvent.Finished>());
        Assert.Equal(["failed tests", "recovered tests"], observer.Notes);
    }

    [Fact]
    public async Task A_store_that_failed_is_left_alone_for_a_while_and_everybody_is_told_why()
    {
        var time = new ManualTime();
        await using var fixture = await CoordinatorFixture.StartAsync([Searches.Plan(1)], time, Service);
        var worker = new Mailbox<WorkerMessage>(10);
        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("w", 1), worker)).Leases.Single();
        var appends = 0;
        fixture.Ledger.BeforeAppend = _ =>
        {
            appends++;
            throw new LedgerException("no room on the disk");
        };

        for (var i = 0; i < 3; i++)
        {
            await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Word(Finish(lease), worker));
            Assert.IsType<WorkerMessage.Unavailable>(await CoordinatorFixture.ReceiveAsync(worker));
        }

        Assert.Equal(1, appends);
    }

    [Fact]
    public async Task A_transaction_that_seemed_to_fail_and_was_recorded_is_recorded_once()
    {
        var time = new ManualTime();
        var observer = new Noting();
        await using var fixture = await CoordinatorFixture.StartAsync([Searches.Plan(1)], time, Service, observer);
        var worker = new Mailbox<WorkerMessage>(10);
        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("w", 1), worker)).Leases.Single();
        var seen = observer.Seen;
        fixture.Ledger.AfterAppend = () => throw new LedgerException("the disk did not answer");

        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Word(Finish(lease), worker));
        Assert.IsType<WorkerMessage.Unavailable>(await CoordinatorFixture.ReceiveAsync(worker));
        fixture.Ledger.AfterAppend = () => Task.CompletedTask;
        time.Advance(TimeSpan.FromSeconds(2));
        var word = await fixture.AskAsync<StudyReply.Acknowledged>(Finish(lease), worker);

        Assert.Equal(Acknowledgement.AlreadyRecorded, word.Word);
        Assert.Single(fixture.Ledger.Events.OfType<StudyEvent.Finished>());
        Assert.Equal(fixture.Ledger.Events[^observer.Seen.Count..], observer.Seen);
        Assert.Contains(observer.Seen, e => e is StudyEvent.Finished);
    }

    [Fact]
    public async Task One_studys_failure_does_not_hold_up_another()
    {
        await using var fixture = await CoordinatorFixture.StartAsync(
            [Searches.Plan(1, name: "first"), Searches.Plan(1, name: "second")], new ManualTime(), Service);
        var worker = new Mailbox<WorkerMessage>(10);
        fixture.Ledger.BeforeAppend = events => events.OfType<StudyEvent.Leased>().Any(e => e.Worker == "ann")
            ? throw new LedgerException("no room on the disk")
            : Task.CompletedTask;

        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("ann", worker));
        Assert.IsType<WorkerMessage.Unavailable>(await CoordinatorFixture.ReceiveAsync(worker));
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("bob", worker));

        Assert.Equal("second", Assert.IsType<WorkerMessage.FromCoordinator>(await CoordinatorFixture.ReceiveAsync(worker)).Study);
    }

    [Fact]
    public async Task A_study_that_the_store_does_not_take_is_not_accepted()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        fixture.Ledger.BeforeAppend = _ => throw new LedgerException("no room on the disk");

        var reply = await fixture.SubmitAsync(Searches.Plan(1));

        Assert.Equal("no room on the disk", Assert.IsType<SubmissionReply.Unavailable>(reply).Reason);
    }

    [Fact]
    public async Task A_study_that_could_not_be_extended_goes_on_as_it_was()
    {
        var time = new ManualTime();
        var observer = new Noting();
        await using var fixture = await CoordinatorFixture.StartAsync([Searches.Plan(1)], time, Service, observer);
        var worker = new Mailbox<WorkerMessage>(10);
        var lease = (await fixture.AskAsync<StudyReply.Granted>(new StudyCommand.Claim("w", 1), worker)).Leases.Single();
        fixture.Ledger.BeforeAppend = _ => throw new LedgerException("no room on the disk");

        var reply = await fixture.SubmitAsync(Searches.Plan(2), extend: true);
        fixture.Ledger.BeforeAppend = _ => Task.CompletedTask;
        time.Advance(TimeSpan.FromSeconds(2));
        var word = await fixture.AskAsync<StudyReply.Acknowledged>(Finish(lease), worker).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.IsType<SubmissionReply.Unavailable>(reply);
        Assert.Equal(Acknowledgement.Recorded, word.Word);
        Assert.Equal(["failed tests", "recovered tests"], observer.Notes);
    }

    [Fact]
    public async Task A_study_that_recovers_gives_work_to_the_workers_that_wait()
    {
        var time = new ManualTime();
        await using var fixture = await CoordinatorFixture.StartAsync([Searches.Plan(1)], time, Service);
        var waiting = new Mailbox<WorkerMessage>(10);
        fixture.Ledger.BeforeAppend = _ => throw new LedgerException("no room on the disk");
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("ann", waiting));
        Assert.IsType<WorkerMessage.Unavailable>(await CoordinatorFixture.ReceiveAsync(waiting));
        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("bob", waiting));
        await fixture.BarrierAsync();

        fixture.Ledger.BeforeAppend = _ => Task.CompletedTask;
        time.Advance(Service.LeaseDuration / 4);

        Assert.Single((await CoordinatorFixture.ReceiveAsync<StudyReply.Granted>(waiting).WaitAsync(TimeSpan.FromMinutes(1))).Leases);
    }

    [Fact]
    public async Task A_study_that_is_taken_up_again_shows_what_opened_it_and_not_all_that_ever_happened()
    {
        var observer = new Noting();
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service, observer);
        await StudyHosting.OpenAsync(
            fixture.Ledger,
            "tests",
            new StudyCommand.Create(Searches.Plan(1).Definition, Searches.Plan(1).Trials),
            new StudyCommand.Open(Service.LeaseDuration, WorkersAreGone: false),
            new ManualTime());

        await fixture.SubmitAsync(Searches.Plan(1), resume: true);

        Assert.IsType<StudyEvent.Opened>(Assert.Single(observer.Seen));
    }

    [Fact]
    public async Task A_coordinator_whose_study_another_one_took_over_ends()
    {
        var fixture = await CoordinatorFixture.StartAsync([Searches.Plan(1)], new ManualTime(), Service);
        await fixture.Ledger.TakeOverAsync("tests", CancellationToken.None);

        await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim("w", new Mailbox<WorkerMessage>(1)));

        await Assert.ThrowsAsync<LedgerFencedException>(async () => await fixture.DisposeAsync());
    }

    private static StudyCommand.Finish Finish(TrialLease lease) => new(lease.Plan.Id, lease.Attempt, ScriptedTrainer.ResultOf(lease));

    private static async Task<List<string>> ClaimedStudiesAsync(CoordinatorFixture fixture, int workers)
    {
        var studies = new List<string>();
        for (var i = 0; i < workers; i++)
        {
            var worker = new Mailbox<WorkerMessage>(1);
            await fixture.Coordinator.Ref.TellAsync(CoordinatorFixture.Claim($"w{i}", worker));
            studies.Add(Assert.IsType<WorkerMessage.FromCoordinator>(await CoordinatorFixture.ReceiveAsync(worker)).Study);
        }

        return studies;
    }

    private sealed class Noting : ISearchObserver
    {
        public List<string> Notes { get; } = [];

        public List<StudyEvent> Seen { get; } = [];

        public void Recorded(StudyState state, IReadOnlyList<StudyEvent> events) => Seen.AddRange(events);

        public void StoreFailed(string study, LedgerException failure) => Notes.Add($"failed {study}");

        public void StoreRecovered(string study) => Notes.Add($"recovered {study}");

        public void RefusedStale(string study, StudyCommand command) => Notes.Add($"stale {study}");
    }
}
