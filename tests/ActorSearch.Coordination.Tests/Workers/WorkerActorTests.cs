using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Tests.Doubles;
using ActorSearch.Core.Placement;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Tests.Workers;

public class WorkerActorTests
{
    [Fact]
    public async Task Two_answers_with_the_same_lease_train_it_once()
    {
        var trained = 0;
        await using var worker = new WorkerFixture(_ => Counting(() => trained++));
        await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Placement.Change(new ClaimTerms(1000, 1));
        await worker.HearAsync<CoordinatorMessage.Claim>();

        // The second answer finds the trial at hand, or its end being told.
        worker.Grant("tests", WorkerFixture.Lease());
        var finish = await worker.HearAsync<StudyCommand.Finish>();
        worker.Grant("tests", WorkerFixture.Lease());
        var claim = await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Acknowledge(finish);
        worker.Stop();
        await worker.HearAsync<CoordinatorMessage.Withdraw>();
        worker.Nothing();

        Assert.Equal([new HeldTrial(finish.Trial, finish.Attempt)], claim.Command.Holding);
        Assert.Empty(await worker.LeaveAsync());
        Assert.Equal(1, trained);
    }

    [Fact]
    public async Task What_a_slot_spends_on_a_trial_beside_its_trainers_seconds_is_its_loading()
    {
        WorkerFixture? worker = null;
        await using var made = worker = new WorkerFixture(_ =>
        {
            worker!.Time.Advance(TimeSpan.FromSeconds(2)); // Images are brought to the device.
            return new ScriptedTrainer((lease, reports, _) =>
            {
                worker.Time.Advance(TimeSpan.FromSeconds(3));
                reports.Ended(lease, ScriptedTrainer.ResultOf(lease) with { Seconds = 2 });
            });
        });
        await worker.HearAsync<CoordinatorMessage.Claim>();

        worker.Grant("tests", WorkerFixture.Lease(0), WorkerFixture.Lease(1));

        Assert.Equal(3, (await worker.HearAsync<StudyCommand.Finish>()).Result.LoadingSeconds);
        Assert.Equal(1, (await worker.HearAsync<StudyCommand.Finish>()).Result.LoadingSeconds);
    }

    [Fact]
    public async Task A_trainer_that_says_more_seconds_than_there_were_left_none_for_loading()
    {
        await using var worker = new WorkerFixture(_ => new ScriptedTrainer((lease, reports, _) =>
            reports.Ended(lease, ScriptedTrainer.ResultOf(lease) with { Seconds = 6 })));
        await worker.HearAsync<CoordinatorMessage.Claim>();

        worker.Grant("tests", WorkerFixture.Lease());

        Assert.Equal(0, (await worker.HearAsync<StudyCommand.Finish>()).Result.LoadingSeconds);
    }

    [Fact]
    public async Task An_answer_with_another_lease_while_one_is_trained_is_given_back_and_nothing_else()
    {
        using var gate = new ManualResetEventSlim();
        await using var worker = new WorkerFixture(_ => Counting(gate.Wait));
        await worker.HearAsync<CoordinatorMessage.Claim>();

        worker.Grant("tests", WorkerFixture.Lease(0));
        worker.Grant("tests", WorkerFixture.Lease(0), WorkerFixture.Lease(1));
        var back = await worker.HearAsync<StudyCommand.HandBack>();
        gate.Set();

        Assert.Equal(WorkerFixture.Lease(1).Plan.Id, back.Trial);
        Assert.Equal(WorkerFixture.Lease(0).Plan.Id, (await worker.HearAsync<StudyCommand.Finish>()).Trial);
    }

    [Fact]
    public async Task A_worker_asks_with_other_terms_when_neighbours_come_and_not_at_all_while_there_is_no_room()
    {
        await using var worker = new WorkerFixture(_ => ScriptedTrainer.Instant());
        var alone = await worker.HearAsync<CoordinatorMessage.Claim>();

        worker.Placement.Change(new ClaimTerms(1000, 2));
        var beside = await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Nothing();
        worker.Placement.Change(null);
        await worker.HearAsync<CoordinatorMessage.Withdraw>();
        worker.Nothing();
        worker.Placement.Change(new ClaimTerms(500, 1));
        var again = await worker.HearAsync<CoordinatorMessage.Claim>();

        Assert.Equal((null, 0), (alone.Command.MemoryBytes, alone.Command.Neighbours));
        Assert.Equal((1000, 2), (beside.Command.MemoryBytes, beside.Command.Neighbours));
        Assert.Equal((500, 1), (again.Command.MemoryBytes, again.Command.Neighbours));
    }

    [Fact]
    public async Task Leases_for_which_neighbours_took_the_room_are_given_back_and_others_asked_for()
    {
        await using var worker = new WorkerFixture(_ => ScriptedTrainer.Instant());
        await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Placement.HasRoom = false;

        worker.Grant("tests", WorkerFixture.Lease());

        Assert.Equal("its neighbours took the device's memory", (await worker.HearAsync<StudyCommand.HandBack>()).Reason);
        await worker.HearAsync<CoordinatorMessage.Claim>();
    }

    [Fact]
    public async Task A_study_that_cannot_be_trained_is_given_back_once_and_not_asked_for_again()
    {
        await using var worker = new WorkerFixture(_ => throw new StudyRefusedException("there are no images here"));
        await worker.HearAsync<CoordinatorMessage.Claim>();

        worker.Grant("tests", WorkerFixture.Lease());
        var back = await worker.HearAsync<StudyCommand.HandBack>();
        var claim = await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Grant("tests", WorkerFixture.Lease(1));
        var crossed = await worker.HearAsync<StudyCommand.HandBack>();
        var next = await worker.HearAsync<CoordinatorMessage.Claim>();

        Assert.Equal("there are no images here", back.Reason);
        Assert.Equal("there are no images here", crossed.Reason);
        Assert.Equal(["tests"], claim.Unable);
        Assert.Equal(["tests"], next.Unable);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_worker_leaves_only_when_its_claim_is_answered_and_takes_no_lease_with_it(bool isGranted)
    {
        await using var worker = new WorkerFixture(_ => ScriptedTrainer.Instant());
        await worker.HearAsync<CoordinatorMessage.Claim>();

        worker.Stop();
        await worker.HearAsync<CoordinatorMessage.Withdraw>();
        Assert.False(worker.Running.IsCompleted);
        if (isGranted)
        {
            worker.Grant("tests", WorkerFixture.Lease());
            var back = await worker.HearAsync<StudyCommand.HandBack>();
            Assert.False(worker.Running.IsCompleted);
            worker.Acknowledge(back);
        }
        else
        {
            worker.Nothing();
        }

        Assert.Empty(await worker.LeaveAsync());
    }

    [Fact]
    public async Task A_worker_that_stops_while_it_trains_gives_the_trial_back()
    {
        await using var worker = new WorkerFixture(_ => new ScriptedTrainer((_, _, cancellation) => Wait(cancellation)));
        await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Grant("tests", WorkerFixture.Lease());

        worker.Stop();
        var back = await worker.HearAsync<StudyCommand.HandBack>();
        Assert.False(worker.Running.IsCompleted);
        worker.Acknowledge(back);

        Assert.Empty(await worker.LeaveAsync());
    }

    [Fact]
    public async Task A_result_is_kept_until_it_is_acknowledged()
    {
        await using var worker = new WorkerFixture(_ => ScriptedTrainer.Instant());
        await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Grant("tests", WorkerFixture.Lease());
        var finish = await worker.HearAsync<StudyCommand.Finish>();
        await worker.HearAsync<CoordinatorMessage.Claim>();

        worker.Stop();
        await worker.HearAsync<CoordinatorMessage.Withdraw>();
        worker.Nothing();
        Assert.False(worker.Running.IsCompleted);
        worker.Acknowledge(finish);

        Assert.Empty(await worker.LeaveAsync());
    }

    [Fact]
    public async Task Running_out_of_memory_is_told_with_the_neighbours_that_there_were()
    {
        await using var worker = new WorkerFixture(_ => new ScriptedTrainer((lease, reports, _) => reports.OutOfMemory(lease, "no memory left")));
        await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Placement.NeighboursMeanwhile = 3;

        worker.Grant("tests", WorkerFixture.Lease());

        var told = await worker.HearAsync<StudyCommand.RunOutOfMemory>();
        Assert.Equal((3, "no memory left"), (told.Neighbours, told.Error));
    }

    [Fact]
    public async Task An_attempt_that_counts_no_more_is_abandoned_but_not_the_same_trial_of_another_study()
    {
        var abandoned = new List<bool>();
        await using var worker = new WorkerFixture(study => new ScriptedTrainer((lease, reports, _) =>
        {
            if (study == "tests")
            {
                reports.Epoch(lease, ScriptedTrainer.EpochOf(lease));
                Assert.True(SpinWait.SpinUntil(() => reports.IsAbandoned(lease), WorkerFixture.Patience));
            }
            else
            {
                abandoned.Add(reports.IsAbandoned(lease));
                reports.Ended(lease, ScriptedTrainer.ResultOf(lease));
            }
        }));
        await worker.HearAsync<CoordinatorMessage.Claim>();

        worker.Grant("tests", WorkerFixture.Lease());
        worker.Acknowledge(await worker.HearAsync<StudyCommand.ReportEpoch>(), word: Acknowledgement.Stale);
        await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Grant("another", WorkerFixture.Lease());
        await worker.HearAsync<StudyCommand.Finish>();

        Assert.Equal([false], abandoned);
    }

    [Fact]
    public async Task A_worker_that_finds_nothing_to_do_for_a_while_ends_its_trainer_and_makes_another_when_there_is_work()
    {
        using var ended = new SemaphoreSlim(0);
        var made = 0;
        await using var worker = new WorkerFixture(_ =>
        {
            made++;
            return new Ending(() => ended.Release());
        });
        await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Grant("tests", WorkerFixture.Lease(0));
        await worker.HearAsync<StudyCommand.Finish>();
        await worker.HearAsync<CoordinatorMessage.Claim>();
        Assert.Equal(0, ended.CurrentCount);

        worker.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await ended.WaitAsync(WorkerFixture.Patience));
        worker.Grant("tests", WorkerFixture.Lease(1));
        await worker.HearAsync<StudyCommand.Finish>();

        Assert.Equal(2, made);
    }

    [Fact]
    public async Task A_worker_that_has_no_room_ends_its_trainer_at_once()
    {
        using var ended = new SemaphoreSlim(0);
        await using var worker = new WorkerFixture(_ => new Ending(() => ended.Release()));
        await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Grant("tests", WorkerFixture.Lease());
        await worker.HearAsync<StudyCommand.Finish>();
        await worker.HearAsync<CoordinatorMessage.Claim>();

        worker.Placement.Change(null);

        Assert.True(await ended.WaitAsync(WorkerFixture.Patience));
    }

    [Fact]
    public async Task A_worker_that_is_aborted_ends_without_an_answer()
    {
        await using var worker = new WorkerFixture(_ => new ScriptedTrainer((_, _, cancellation) => Wait(cancellation)));
        await worker.HearAsync<CoordinatorMessage.Claim>();
        worker.Grant("tests", WorkerFixture.Lease());

        worker.Worker.Abort();

        await worker.Running.WaitAsync(WorkerFixture.Patience, TestContext.Current.CancellationToken);
    }

    private static ScriptedTrainer Counting(Action train) => new((lease, reports, _) =>
    {
        train();
        reports.Ended(lease, ScriptedTrainer.ResultOf(lease));
    });

    private static void Wait(CancellationToken cancellation)
    {
        cancellation.WaitHandle.WaitOne(WorkerFixture.Patience);
        cancellation.ThrowIfCancellationRequested();
    }

    private sealed class Ending(Action ended) : ITrialTrainer, IDisposable
    {
        public void Train(IReadOnlyList<TrialLease> leases, ITrialReports reports, CancellationToken cancellation) =>
            ScriptedTrainer.Instant().Train(leases, reports, cancellation);

        public void Dispose() => ended();
    }
}
