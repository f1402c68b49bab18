using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Tests.Doubles;

/// <summary>A worker at work, and a test in the coordinator's place.</summary>
internal sealed class WorkerFixture : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Mailbox<CoordinatorMessage> _coordinator = new(1000);
    private readonly Queue<CoordinatorMessage> _heard = [];

    public WorkerFixture(Func<string, ITrialTrainer> makeTrainer)
    {
        Worker = new WorkerActor(new WorkerOptions("node/0~1", Capacity: 1), _coordinator, makeTrainer, Placement, Time);
        Running = Task.Run(Worker.RunAsync);
    }

    public WorkerActor Worker { get; }

    public ScriptedPlacement Placement { get; } = new();

    public ManualTime Time { get; } = new();

    /// <summary>Ends when the worker has left.</summary>
    public Task Running { get; }

    public static TrialLease Lease(int trial = 0, int attempt = 1) => new(Searches.Plan(5).Trials[trial], attempt, Seed: 7, default);

    /// <summary>The next thing that the worker says, which is of a kind.</summary>
    public async Task<T> HearAsync<T>()
    {
        var messages = new List<CoordinatorMessage>();
        while (_heard.Count == 0)
        {
            await _coordinator.ReceiveAsync(messages, most: 100).AsTask().WaitAsync(Patience);
            messages.ForEach(_heard.Enqueue);
        }

        var said = _heard.Dequeue();
        return said is CoordinatorMessage.OnAttempt word && typeof(T) != typeof(CoordinatorMessage.OnAttempt)
            ? Assert.IsType<T>(word.Command)
            : Assert.IsType<T>(said);
    }

    public void Grant(string study, params TrialLease[] leases) => Answer(study, new StudyReply.Granted([.. leases], TimeSpan.FromMinutes(1)));

    public void Nothing() => Answer(string.Empty, StudyReply.NothingNow.Instance);

    public void Acknowledge(StudyCommand.OnAttempt said, string study = "tests", Acknowledgement word = Acknowledgement.Recorded) =>
        Answer(study, new StudyReply.Acknowledged(said.Trial, said.Attempt, word, said.EndsAttempt));

    public void Stop() => Worker.Ref.Answer(new WorkerMessage.Stop());

    /// <summary>Waits until the worker has left, and gives back what it said that nobody had heard.</summary>
    public async Task<IReadOnlyCollection<CoordinatorMessage>> LeaveAsync()
    {
        await Running.WaitAsync(Patience);
        _coordinator.Close();
        var messages = new List<CoordinatorMessage>();
        do
        {
            await _coordinator.ReceiveAsync(messages, most: 100);
            messages.ForEach(_heard.Enqueue);
        }
        while (messages.Count > 0);
        return _heard;
    }

    public async ValueTask DisposeAsync()
    {
        Worker.Abort();
        await Running.WaitAsync(Patience);
        Worker.Dispose();
    }

    private void Answer(string study, StudyReply reply) => Worker.Ref.Answer(new WorkerMessage.FromCoordinator(study, reply));
}
