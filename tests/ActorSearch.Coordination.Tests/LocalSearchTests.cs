using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Tests.Doubles;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Tests;

public class LocalSearchTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(3, 50)]
    public async Task Every_trial_is_finished_once_whatever_the_number_of_workers(int workers, int capacity)
    {
        var ledger = new MemoryLedger();

        var end = await Searches.RunAsync(ledger, Searches.Plan(200), _ => ScriptedTrainer.Instant(), workers, capacity);

        Assert.True(end.IsCompleted);
        Assert.Equal(200, ledger.Events.OfType<StudyEvent.Finished>().Select(e => e.Trial).Distinct().Count());
        Assert.Equal(200, ledger.Events.OfType<StudyEvent.Finished>().Count());
        Assert.IsType<StudyEvent.Completed>(ledger.Events[^1]);
    }

    [Fact]
    public async Task One_worker_and_four_give_the_same_table()
    {
        var one = await Searches.RunAsync(new MemoryLedger(), Searches.Plan(60), _ => ScriptedTrainer.Instant(), workers: 1);
        var four = await Searches.RunAsync(new MemoryLedger(), Searches.Plan(60), _ => ScriptedTrainer.Instant(), workers: 4);

        Assert.Equal(Searches.Table(one), Searches.Table(four));
    }

    [Fact]
    public async Task Nothing_is_trained_before_its_lease_is_recorded()
    {
        var ledger = new MemoryLedger();
        var unrecorded = 0;
        var trainer = new ScriptedTrainer((lease, reports, _) =>
        {
            var isRecorded = ledger.Events.OfType<StudyEvent.Leased>()
                .Any(e => e.Trial == lease.Plan.Id && e.Attempt == lease.Attempt);
            Interlocked.Add(ref unrecorded, isRecorded ? 0 : 1);
            reports.Ended(lease, ScriptedTrainer.ResultOf(lease));
        });

        await Searches.RunAsync(ledger, Searches.Plan(50), _ => trainer, workers: 2);

        Assert.Equal(0, unrecorded);
    }

    [Fact]
    public async Task Nothing_is_shown_before_it_is_recorded()
    {
        var ledger = new MemoryLedger();
        var observer = new Checking(() => ledger.Events.Length);

        await Searches.RunAsync(ledger, Searches.Plan(50), _ => ScriptedTrainer.Instant(), workers: 2, observer: observer);

        Assert.Equal(ledger.Events.Length, observer.Seen);
        Assert.False(observer.SawTooMuch);
    }

    [Fact]
    public async Task Commands_that_wait_together_are_recorded_in_one_append()
    {
        var gate = new TaskCompletionSource();
        var allTrained = new CountdownEvent(40);
        var ledger = new MemoryLedger
        {
            // The first result's append is held back until all the others have been sent.
            BeforeAppend = events => events.Any(e => e is StudyEvent.Finished) ? gate.Task : Task.CompletedTask,
        };
        var trainer = new ScriptedTrainer((lease, reports, _) =>
        {
            reports.Ended(lease, ScriptedTrainer.ResultOf(lease));
            allTrained.Signal();
        });

        var running = Searches.RunAsync(ledger, Searches.Plan(40), _ => trainer, capacity: 40);
        await Task.Run(allTrained.Wait, TestContext.Current.CancellationToken);
        gate.SetResult();
        await running;

        Assert.True(ledger.Appends.Count < 40, $"{ledger.Appends.Count} appends");
    }

    [Fact]
    public async Task A_trainer_that_throws_costs_an_attempt_and_the_trial_is_tried_again()
    {
        var ledger = new MemoryLedger();
        var trainer = new ScriptedTrainer((lease, reports, _) =>
        {
            if (lease.Attempt == 1)
            {
                throw new InvalidOperationException("the first try\nfails");
            }

            reports.Ended(lease, ScriptedTrainer.ResultOf(lease));
        });

        var end = await Searches.RunAsync(ledger, Searches.Plan(5), _ => trainer);

        Assert.All(end.Trials, t => Assert.Equal((TrialOutcome.Completed, 2, 1), (t.Outcome, t.Attempt, t.Failures)));
        Assert.All(
            ledger.Events.OfType<StudyEvent.AttemptEnded>(),
            e => Assert.Equal("InvalidOperationException: the first try fails", e.Reason));
    }

    [Fact]
    public async Task A_trial_that_always_fails_is_given_up_after_its_attempts_and_the_search_ends()
    {
        var trainer = new ScriptedTrainer((lease, reports, _) => reports.Failed(lease, "no memory"));

        var end = await Searches.RunAsync(new MemoryLedger(), Searches.Plan(4, maxAttempts: 2), _ => trainer);

        Assert.True(end.IsCompleted);
        Assert.All(end.Trials, t => Assert.Equal((TrialOutcome.Failed, 2, "no memory"), (t.Outcome, t.Attempt, t.Reason)));
    }

    [Fact]
    public async Task A_trainer_that_forgets_a_trial_has_failed_at_it()
    {
        var trainer = new ScriptedTrainer((_, _, _) => { });

        var end = await Searches.RunAsync(new MemoryLedger(), Searches.Plan(3), _ => trainer, capacity: 2);

        Assert.All(end.Trials, t => Assert.Equal(TrialOutcome.Failed, t.Outcome));
    }

    [Fact]
    public async Task A_trainer_that_cannot_be_made_fails_the_trials_and_not_the_process()
    {
        var end = await Searches.RunAsync(
            new MemoryLedger(), Searches.Plan(2), _ => throw new InvalidOperationException("no device"));

        Assert.All(end.Trials, t => Assert.Equal("InvalidOperationException: no device", t.Reason));
    }

    [Fact]
    public async Task An_interrupted_search_gives_back_what_it_holds_and_ends_the_same_when_it_goes_on()
    {
        var plan = Searches.Plan(20);
        var undisturbed = await Searches.RunAsync(new MemoryLedger(), plan, _ => ScriptedTrainer.Instant());
        var ledger = new MemoryLedger();
        using var interrupt = new CancellationTokenSource();
        var count = 0;
        var trainer = new ScriptedTrainer((lease, reports, cancellation) =>
        {
            if (Interlocked.Increment(ref count) == 8)
            {
                interrupt.Cancel();
                cancellation.WaitHandle.WaitOne();
                cancellation.ThrowIfCancellationRequested();
            }

            reports.Ended(lease, ScriptedTrainer.ResultOf(lease));
        });

        var early = await Searches.RunAsync(ledger, plan, _ => trainer, workers: 2, interrupt: interrupt.Token);

        Assert.False(early.IsCompleted);
        Assert.Empty(early.Running);
        Assert.Equal(0, early.Trials.Sum(t => t.Failures));

        var late = await Searches.RunAsync(ledger, plan, _ => ScriptedTrainer.Instant(), workers: 2);

        Assert.Equal(Searches.Table(undisturbed), Searches.Table(late));
        Assert.Equal(20, ledger.Events.OfType<StudyEvent.Finished>().Count());
    }

    [Fact]
    public async Task A_ledger_that_fails_ends_the_search_with_its_own_words_and_training_stops()
    {
        var finishes = 0;
        var ledger = new MemoryLedger
        {
            BeforeAppend = events => events.Any(e => e is StudyEvent.Finished) && ++finishes > 3
                ? throw new LedgerException("no room on the disk")
                : Task.CompletedTask,
        };

        var failure = await Assert.ThrowsAsync<LedgerException>(() =>
            Searches.RunAsync(ledger, Searches.Plan(50), _ => ScriptedTrainer.Instant(), workers: 2));

        Assert.Equal("no room on the disk", failure.Message);
        Assert.True(ledger.Events.OfType<StudyEvent.Leased>().Count() < 50);
    }

    [Fact]
    public async Task A_trial_held_for_longer_than_its_lease_is_kept_by_renewals()
    {
        var time = new ManualTime();
        var ledger = new MemoryLedger();
        var renewed = new SemaphoreSlim(0);
        ledger.BeforeAppend = events =>
        {
            if (events.Any(e => e is StudyEvent.Renewed))
            {
                renewed.Release();
            }

            return Task.CompletedTask;
        };
        var trainer = new ScriptedTrainer((lease, reports, cancellation) =>
        {
            for (var i = 0; i < 12; i++)
            {
                time.Advance(CoordinatorOptions.Default.LeaseDuration / 4);
                renewed.Wait(cancellation);
            }

            reports.Ended(lease, ScriptedTrainer.ResultOf(lease));
        });

        var end = await Searches.RunAsync(ledger, Searches.Plan(1), _ => trainer, time: time);

        Assert.Equal((TrialOutcome.Completed, 1), (end.Trials[0].Outcome, end.Trials[0].Attempt));
    }

    private sealed class Checking(Func<int> recorded) : ISearchObserver
    {
        public int Seen { get; private set; }

        public bool SawTooMuch { get; private set; }

        public void Recorded(StudyState state, IReadOnlyList<StudyEvent> events)
        {
            Seen += events.Count;
            SawTooMuch |= Seen > recorded();
        }
    }
}
