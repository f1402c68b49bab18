using ActorSearch.Coordination.Nodes;
using ActorSearch.Coordination.Tests.Doubles;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Tests.Nodes;

public class ProcessTrainerTests
{
    private static readonly TrialLease First = WorkerFixture.Lease(0);
    private static readonly TrialLease Second = WorkerFixture.Lease(1, attempt: 2);

    private readonly List<ScriptedProcess> _started = [];
    private readonly List<string> _failures = [];
    private readonly Reports _reports = new();

    [Fact]
    public void A_process_is_told_the_study_once_and_trains_one_trial_after_the_other()
    {
        using var trainer = Trainer(Obedient);

        trainer.Train([First], _reports, CancellationToken.None);
        trainer.Train([Second], _reports, CancellationToken.None);

        var process = Assert.Single(_started);
        Assert.Equal(["study", "train", "train"], process.Told.Select(WireCodec.ManifestOf));
        Assert.Equal(
            [$"epoch {First.Plan.Id} 1", $"ended {First.Plan.Id} 1", $"epoch {Second.Plan.Id} 2", $"ended {Second.Plan.Id} 2"],
            _reports.Heard);
    }

    [Fact]
    public void Nothing_is_started_before_there_is_something_to_train_and_all_ends_with_the_trainer()
    {
        var trainer = Trainer(Obedient);
        Assert.Empty(_started);

        trainer.Train([First], _reports, CancellationToken.None);
        Assert.False(_started.Single().IsDisposed);
        trainer.Dispose();

        Assert.True(_started.Single().IsDisposed);
    }

    [Fact]
    public void A_process_that_cannot_work_on_the_study_refuses_it()
    {
        using var trainer = Trainer(told => told is WireMessage.StudyDescription ? [new WireMessage.Unable("no images")] : []);

        var refusal = Assert.Throws<StudyRefusedException>(() => trainer.Train([First], _reports, CancellationToken.None));

        Assert.Equal("no images", refusal.Message);
        Assert.True(_started.Single().IsDisposed);
    }

    [Fact]
    public void A_process_that_ends_fails_the_attempt_and_the_next_one_has_a_new_process()
    {
        using var trainer = Trainer(told =>
        {
            if (told is WireMessage.Train && _started.Count == 1)
            {
                _started[0].End();
                return [];
            }

            return Obedient(told);
        });

        var failure = Assert.Throws<TrainingFailedException>(() => trainer.Train([First], _reports, CancellationToken.None));
        trainer.Train([First], _reports, CancellationToken.None);

        Assert.Equal("it ended", failure.Message);
        Assert.Equal(["it ended"], _failures);
        Assert.Equal([true, false], _started.Select(p => p.IsDisposed));
        Assert.Contains($"ended {First.Plan.Id} 1", _reports.Heard);
    }

    [Fact]
    public void Processes_that_end_before_they_are_ready_refuse_the_study_and_cost_no_attempt()
    {
        using var trainer = Trainer(_ =>
        {
            _started[^1].End();
            return [];
        });

        var refusal = Assert.Throws<StudyRefusedException>(() => trainer.Train([First], _reports, CancellationToken.None));

        Assert.Equal("no training process gets ready: it ended", refusal.Message);
        Assert.Equal(["it ended", "it ended", "it ended"], _failures);
        Assert.Equal([true, true, true], _started.Select(p => p.IsDisposed));
        Assert.Empty(_reports.Heard);
    }

    [Fact]
    public void A_single_process_that_ends_before_it_is_ready_costs_nothing()
    {
        using var trainer = Trainer(told =>
        {
            if (_started.Count == 1)
            {
                _started[0].End();
                return [];
            }

            return Obedient(told);
        });

        trainer.Train([First], _reports, CancellationToken.None);

        Assert.Equal([true, false], _started.Select(p => p.IsDisposed));
        Assert.Contains($"ended {First.Plan.Id} 1", _reports.Heard);
    }

    [Fact]
    public void A_process_that_does_not_keep_to_the_protocol_is_ended()
    {
        WireMessage[] wrong =
        [
            new WireMessage.Ready(),
            new WireMessage.Withdraw("node/0"),
            new WireMessage.TrialDone(Second.Plan.Id, Second.Attempt, ScriptedTrainer.ResultOf(Second)),
            new WireMessage.EpochDone(First.Plan.Id, First.Attempt + 1, ScriptedTrainer.EpochOf(First)),
        ];
        foreach (var said in wrong)
        {
            using var trainer = Trainer(told => told is WireMessage.Train ? [said] : Obedient(told));

            var failure = Assert.Throws<TrainingFailedException>(() => trainer.Train([First], _reports, CancellationToken.None));

            Assert.Contains($"it said {WireCodec.ManifestOf(said)} where that has no meaning", failure.Message, StringComparison.Ordinal);
            Assert.True(_started[^1].IsDisposed);
        }

        Assert.Empty(_reports.Heard);
    }

    [Fact]
    public void An_attempt_that_counts_no_more_is_abandoned_once()
    {
        _reports.IsAbandonedNow = true;
        using var trainer = Trainer(told => told switch
        {
            WireMessage.Train => [new WireMessage.EpochDone(First.Plan.Id, First.Attempt, ScriptedTrainer.EpochOf(First))],
            WireMessage.Abandon => [new WireMessage.Idle()],
            _ => Obedient(told),
        });

        trainer.Train([First], _reports, CancellationToken.None);

        Assert.Equal(new WireMessage.Abandon(First.Plan.Id, First.Attempt), _started.Single().Told[^1]);
        Assert.Single(_started.Single().Told.OfType<WireMessage.Abandon>());
    }

    [Fact]
    public void Cancelling_ends_the_process_even_where_it_says_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        using var trainer = Trainer(told =>
        {
            if (told is WireMessage.Train)
            {
                cancellation.Cancel();
                return [];
            }

            return Obedient(told);
        });

        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Train([First], _reports, cancellation.Token));

        Assert.True(_started.Single().IsDisposed);
        Assert.Empty(_failures);
    }

    [Fact]
    public void A_process_that_ran_out_of_memory_is_ended_so_that_it_keeps_nothing_on_the_device()
    {
        using var trainer = Trainer(told => told is WireMessage.Train
            ? [new WireMessage.TrialOutOfMemory(First.Plan.Id, First.Attempt, "no memory"), new WireMessage.Idle()]
            : Obedient(told));

        trainer.Train([First], _reports, CancellationToken.None);

        Assert.Equal([$"out of memory {First.Plan.Id} 1: no memory"], _reports.Heard);
        Assert.True(_started.Single().IsDisposed);
    }

    [Fact]
    public void A_trial_that_failed_in_the_process_is_reported_and_the_process_kept()
    {
        using var trainer = Trainer(told => told is WireMessage.Train
            ? [new WireMessage.TrialFailed(First.Plan.Id, First.Attempt, "does not fit"), new WireMessage.Idle()]
            : Obedient(told));

        trainer.Train([First], _reports, CancellationToken.None);

        Assert.Equal([$"failed {First.Plan.Id} 1: does not fit"], _reports.Heard);
        Assert.False(_started.Single().IsDisposed);
    }

    private static IEnumerable<WireMessage> Obedient(WireMessage told) => told switch
    {
        WireMessage.StudyDescription => [new WireMessage.Ready()],
        WireMessage.Train train =>
        [
            .. train.Leases.SelectMany(l => new WireMessage[]
            {
                new WireMessage.EpochDone(l.Plan.Id, l.Attempt, ScriptedTrainer.EpochOf(l)),
                new WireMessage.TrialDone(l.Plan.Id, l.Attempt, ScriptedTrainer.ResultOf(l)),
            }),
            new WireMessage.Idle(),
        ],
        _ => [],
    };

    private ProcessTrainer Trainer(Func<WireMessage, IEnumerable<WireMessage>> answer) => new(
        _ => Task.FromResult(Searches.Plan(1).Definition),
        () =>
        {
            var process = new ScriptedProcess(answer);
            _started.Add(process);
            return process;
        },
        _failures.Add);

    private sealed class Reports : ITrialReports
    {
        public List<string> Heard { get; } = [];

        public bool IsAbandonedNow { get; set; }

        public void Epoch(TrialLease lease, EpochMetrics metrics) => Heard.Add($"epoch {lease.Plan.Id} {lease.Attempt}");

        public void Ended(TrialLease lease, TrialResult result) => Heard.Add($"ended {lease.Plan.Id} {lease.Attempt}");

        public void Failed(TrialLease lease, string error) => Heard.Add($"failed {lease.Plan.Id} {lease.Attempt}: {error}");

        public void OutOfMemory(TrialLease lease, string error) => Heard.Add($"out of memory {lease.Plan.Id} {lease.Attempt}: {error}");

        public bool IsAbandoned(TrialLease lease) => IsAbandonedNow;
    }
}
