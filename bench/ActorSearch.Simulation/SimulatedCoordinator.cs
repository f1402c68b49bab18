using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using static ActorSearch.Simulation.SimulationException;

namespace ActorSearch.Simulation;

/// <summary>
/// The coordinator's loop around the production study: take all commands that wait, decide each on the state that the
/// ones before it leave, append all events as one transaction, apply, answer. It may die at every step.
/// </summary>
public sealed class SimulatedCoordinator
{
    private readonly World _world;
    private readonly SimulatedStudy _study;
    private readonly RestartHabit _habit;
    private readonly Queue<(StudyCommand Command, Action<StudyReply>? Answer)> _mailbox = [];
    private Referee _referee;
    private StudyState? _state;
    private bool _isBusy;
    private int _incarnation;

    public SimulatedCoordinator(World world, SimulatedStudy study, RestartHabit habit)
    {
        _world = world;
        _study = study;
        _habit = habit;
        _referee = new Referee(study);
    }

    /// <summary>What the coordinator does about workers when it comes back.</summary>
    public enum RestartHabit
    {
        /// <summary>Workers live on other machines and go on.</summary>
        WorkersGoOn,

        /// <summary>Workers live in the coordinator's process and die with it.</summary>
        WorkersDieWithIt,

        /// <summary>Workers are thought to be gone, and are not.</summary>
        WorkersAreThoughtGone,
    }

    /// <summary>What survives.</summary>
    public SimulatedLedger Ledger { get; } = new();

    /// <summary>Called when the process dies.</summary>
    public Action? Died { get; set; }

    /// <summary>Whether the work is over and the ledger says so.</summary>
    public bool IsCompleted => Ledger.State is { IsCompleted: true, AllEnded: true };

    /// <summary>A command arrives. A dead process hears nothing.</summary>
    public void Receive(StudyCommand command, Action<StudyReply>? answer)
    {
        if (_state is not null)
        {
            _mailbox.Enqueue((command, answer));
            Wake();
        }
    }

    /// <summary>The process starts, or starts again.</summary>
    public void Start()
    {
        _state = Study.Apply(StudyState.Empty, Ledger.Read());
        RequireSame(_state, Ledger.State, "the replay of the ledger");
        _referee = new Referee(_study);
        foreach (var happened in Ledger.Read())
        {
            _referee.Observe(happened);
        }

        if (_state.Definition is null)
        {
            Receive(new StudyCommand.Create(_study.Definition, _study.Trials), answer: null);
        }

        Receive(new StudyCommand.Open(
            TimeSpan.FromMilliseconds(World.LeaseMilliseconds), _habit != RestartHabit.WorkersGoOn), answer: null);
        Tick();
    }

    private void Tick()
    {
        Later(World.LeaseMilliseconds / 4, () =>
        {
            if (_world.Random.Chance(_world.Faults.DeathWhenIdle))
            {
                Die("between commits");
                return;
            }

            Receive(new StudyCommand.ExpireLeases(), answer: null);
            Tick();
        });
    }

    private void Wake()
    {
        if (!_isBusy)
        {
            _isBusy = true;
            Later(1, DecideAll);
        }
    }

    private void DecideAll()
    {
        var tentative = _state!;
        var events = ImmutableArray.CreateBuilder<StudyEvent>();
        var answers = new List<Action>();
        while (_mailbox.TryDequeue(out var waiting))
        {
            var decision = Study.Decide(tentative, waiting.Command, _world.Heap.Now);
            _world.Note($"{waiting.Command} -> {decision.Reply}: {string.Join(' ', decision.Events)}");
            DecisionCheck.Check(_referee, _study, waiting.Command, decision, _world.Heap.Now);
            tentative = Study.Apply(tentative, decision.Events);
            events.AddRange(decision.Events);
            if (waiting.Answer is { } answer)
            {
                answers.Add(() => answer(decision.Reply));
            }
        }

        _referee.CheckState(tentative);
        if (events.Count == 0)
        {
            Answer(tentative, answers);
            return;
        }

        Later(_world.Random.Between(1, 20), () => Commit(tentative, events.ToImmutable(), answers));
    }

    private void Commit(StudyState tentative, ImmutableArray<StudyEvent> events, List<Action> answers)
    {
        if (_world.Random.Chance(_world.Faults.DeathBeforeCommit))
        {
            _world.Counts.LostTransactions++;
            Die("before a commit");
            return;
        }

        Ledger.Append(events);
        Count(events);
        RequireSame(tentative, Ledger.State, "the ledger after a commit");
        if (_world.Random.Chance(_world.Faults.DeathAfterCommit))
        {
            _world.Counts.UnansweredTransactions++;
            Die("after a commit");
            return;
        }

        Answer(tentative, answers);
    }

    private void Answer(StudyState state, List<Action> answers)
    {
        _state = state;
        _isBusy = false;
        answers.ForEach(_world.Send);
        if (_mailbox.Count > 0)
        {
            Wake();
        }
    }

    private void Die(string when)
    {
        _world.Note($"the coordinator dies {when}");
        _world.Counts.CoordinatorDeaths++;
        _incarnation++;
        _state = null;
        _isBusy = false;
        _mailbox.Clear();
        if (_habit == RestartHabit.WorkersDieWithIt)
        {
            Died?.Invoke();
        }

        _world.Heap.After(_world.Random.Between(10, 2 * (int)World.LeaseMilliseconds), Start);
    }

    private void Later(long delayMilliseconds, Action action)
    {
        var incarnation = _incarnation;
        _world.Heap.After(delayMilliseconds, () =>
        {
            if (incarnation == _incarnation)
            {
                action();
            }
        });
    }

    private void Count(ImmutableArray<StudyEvent> events)
    {
        _world.Counts.Events += events.Length;
        foreach (var ended in events.OfType<StudyEvent.AttemptEnded>())
        {
            _world.Counts.Expired += ended.End == AttemptEnd.Expired ? 1 : 0;
            _world.Counts.HandedBack += ended.End == AttemptEnd.HandedBack ? 1 : 0;
            _world.Counts.OutOfMemory += ended.End == AttemptEnd.OutOfMemory ? 1 : 0;
            _world.Counts.GivenUp += ended.GivesUp ? 1 : 0;
        }
    }

    private static void RequireSame(StudyState live, StudyState durable, string what)
    {
        var difference = StudyStateComparison.FirstDifference(live, durable);
        Require(difference is null, $"{what} is not the live state: {difference}");
    }
}
