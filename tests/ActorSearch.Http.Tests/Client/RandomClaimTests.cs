using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Tests.Client.Doubles;
using Microsoft.AspNetCore.Http;

namespace ActorSearch.Http.Tests.Client;

/// <summary>Workers, a study by its real rules, and a network that does its worst between them.</summary>
public class RandomClaimTests
{
    private const int Workers = 6;
    private const int TrialCount = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Every_claim_is_answered_once_and_every_trial_is_recorded_once(int seed)
    {
        var study = new ServedStudy(Trials.Of(TrialCount), new Random(seed));
        await using var fixture = await LinkFixture.StartAsync();
        fixture.Coordinator.OnMessage = study.HandleAsync;

        var granted = await Task.WhenAll(Enumerable.Range(0, Workers).Select(i => WorkAsync(i)));

        Assert.True(study.State.AllEnded);
        Assert.Equal(TrialCount, study.Events.OfType<StudyEvent.Finished>().Count());
        Assert.Equal(TrialCount, granted.Sum());
        Assert.DoesNotContain(study.Events, e => e is StudyEvent.AttemptEnded);
        Assert.True(study.Faults > 20, "the network did nothing");

        async Task<int> WorkAsync(int number)
        {
            var random = new Random((seed * 100) + number);
            var worker = new TestWorker($"w{number}");
            var line = fixture.Link.For(worker.Name);
            var claims = 0;
            var answers = 0;
            var trained = 0;
            while (!study.State.AllEnded)
            {
                TrialLease? lease = null;
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    await line.TellAsync(worker.Claim(memoryBytes: long.MaxValue - random.Next(1000)));
                    claims++;
                    if (random.Next(3) == 0)
                    {
                        await line.TellAsync(new CoordinatorMessage.Withdraw(worker.Name));
                    }

                    if (random.Next(3) == 0)
                    {
                        await Task.Yield();
                    }
                }

                // Nothing waits for a worker any more once all is done.
                _ = study.Ended.ContinueWith(
                    _ => line.TellAsync(new CoordinatorMessage.Withdraw(worker.Name)), TaskScheduler.Default);
                while (answers < claims)
                {
                    var reply = (await worker.NextAsync()).Reply;
                    answers += reply is StudyReply.Acknowledged ? 0 : 1; // A renewal may be answered after the end.
                    if (reply is StudyReply.Granted grant)
                    {
                        Assert.Null(lease);
                        lease = Assert.Single(grant.Leases);
                    }
                }

                if (lease is null)
                {
                    continue;
                }

                trained++;
                await line.TellAsync(worker.Says(new StudyCommand.Renew(lease.Plan.Id, lease.Attempt)));
                await line.TellAsync(worker.Says(new StudyCommand.ReportEpoch(lease.Plan.Id, lease.Attempt, Trials.Epoch(1))));
                await line.TellAsync(worker.Says(new StudyCommand.Finish(lease.Plan.Id, lease.Attempt, Trials.Result())));
                while (await worker.NextAsync<StudyReply.Acknowledged>() is { EndsAttempt: false })
                {
                    // The report's answer, and the renewal's where it was sent before the end was told.
                }

                answers = claims = 0;
            }

            return trained;
        }
    }

    /// <summary>A study by its real rules, served over a network with faults.</summary>
    private sealed class ServedStudy
    {
        private readonly Lock _lock = new();
        private readonly Random _random;
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<StudyEvent> _events = [];
        private int _faults;

        public ServedStudy(StudyPlan plan, Random random)
        {
            _random = random;
            State = StudyState.Empty;
            Decide(new StudyCommand.Create(plan.Definition, plan.Trials));
            Decide(new StudyCommand.Open(TimeSpan.FromMinutes(1), WorkersAreGone: false));
        }

        public StudyState State { get; private set; }

        public IReadOnlyList<StudyEvent> Events => _events;

        public int Faults => _faults;

        public Task Ended => _ended.Task;

        public async Task HandleAsync(HttpContext context, WireMessage message)
        {
            int fate;
            lock (_lock)
            {
                fate = _random.Next(10);
            }

            if (fate == 0)
            {
                Interlocked.Increment(ref _faults);
                context.Abort();
                return;
            }

            if (fate == 1)
            {
                Interlocked.Increment(ref _faults);
                await FakeCoordinator.AnswerAsync(context, new WireMessage.Unavailable("the disk is full"), 503);
                return;
            }

            var answer = Answer(message);
            if (fate == 2)
            {
                Interlocked.Increment(ref _faults);
                context.Abort();
                return;
            }

            await FakeCoordinator.AnswerAsync(context, answer);
        }

        private WireMessage Answer(WireMessage message) => message switch
        {
            WireMessage.Claim m => Decide(new StudyCommand.Claim(m.Worker, m.Capacity) { Holding = m.Holding }) is StudyReply.Granted g
                ? new WireMessage.Granted(Trials.Study, (long)g.LeaseDuration.TotalMilliseconds, g.Leases)
                : new WireMessage.NothingNow(),
            WireMessage.Renew m => Word(new StudyCommand.Renew(m.Trial, m.Attempt)),
            WireMessage.ReportEpoch m => Word(new StudyCommand.ReportEpoch(m.Trial, m.Attempt, m.Metrics)),
            WireMessage.Finish m => Word(new StudyCommand.Finish(m.Trial, m.Attempt, m.Result)),
            _ => new WireMessage.NothingNow(),
        };

        private WireMessage.Acknowledged Word(StudyCommand.OnAttempt command)
        {
            var reply = (StudyReply.Acknowledged)Decide(command);
            return new WireMessage.Acknowledged(Trials.Study, reply.Trial, reply.Attempt, reply.Word, reply.EndsAttempt);
        }

        private StudyReply Decide(StudyCommand command)
        {
            lock (_lock)
            {
                var decision = Study.Decide(State, command, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
                State = Study.Apply(State, decision.Events);
                _events.AddRange(decision.Events);
                if (State.AllEnded)
                {
                    _ended.TrySetResult();
                }

                return decision.Reply;
            }
        }
    }
}
