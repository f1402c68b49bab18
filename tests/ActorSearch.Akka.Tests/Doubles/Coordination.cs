using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Tests.Client.Doubles;
using ActorSearch.Http.Tests.Server.Doubles;

namespace ActorSearch.Akka.Tests.Doubles;

/// <summary>A coordinator at work over a store in memory, as a cluster begins and ends it.</summary>
internal sealed class Coordination : ICoordinating
{
    private readonly CoordinatorActor _actor;
    private readonly Task _running;

    private Coordination(CoordinatorActor actor, StoreInMemory store, StudyBoard board)
    {
        _actor = actor;
        _running = Task.Run(actor.RunAsync);
        Board = board;
        Coordinator = new WatchedCoordinator(actor.Ref);
        Reception = new Reception(Coordinator, board, store, new ScriptedSubmissions(), TimeProvider.System);
    }

    public Reception Reception { get; }

    public StudyBoard Board { get; }

    public WatchedCoordinator Coordinator { get; }

    public TaskCompletionSource Ending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Completion => Ending.Task;

    public bool IsDisposed { get; private set; }

    /// <summary>Begins, with a study of so many trials where the store has none yet.</summary>
    public static async Task<Coordination> BeginAsync(StoreInMemory store, StudyPlan plan)
    {
        var board = new StudyBoard();
        var service = CoordinatorOptions.Default with { IsService = true };
        var (study, events) = await StudyHosting.OpenAsync(
            store,
            plan.Definition.Name,
            store.EventsOf(plan.Definition.Name).IsEmpty ? new StudyCommand.Create(plan.Definition, plan.Trials) : null,
            new StudyCommand.Open(service.LeaseDuration, WorkersAreGone: false),
            TimeProvider.System);
        board.Recorded(study.State, events);
        return new Coordination(new CoordinatorActor(store, [study], TimeProvider.System, service, board), store, board);
    }

    public async ValueTask DisposeAsync()
    {
        await Reception.StopAsync();
        Reception.Dispose();
        _actor.Stop();
        await _running.WaitAsync(Patience.Limit);
        IsDisposed = true;
    }
}
