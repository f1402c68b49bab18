using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Studies;

namespace ActorSearch.Http.Tests.Client.Doubles;

/// <summary>A worker's mailbox that a test looks into.</summary>
internal sealed class TestWorker(string name) : IActorRef<WorkerMessage>
{
    private readonly ConcurrentQueue<WorkerMessage.FromCoordinator> _had = new();
    private readonly Arrivals _arrivals = new();
    private int _taken;

    public string Name => name;

    /// <summary>All answers so far, in order.</summary>
    public ImmutableArray<StudyReply> Had => [.. _had.Select(m => m.Reply)];

    public bool TryTell(WorkerMessage message)
    {
        _had.Enqueue((WorkerMessage.FromCoordinator)message);
        _arrivals.Add();
        return true;
    }

    public ValueTask TellAsync(WorkerMessage message)
    {
        TryTell(message);
        return ValueTask.CompletedTask;
    }

    public void Answer(WorkerMessage message) => TryTell(message);

    /// <summary>The next answer.</summary>
    public async Task<WorkerMessage.FromCoordinator> NextAsync()
    {
        await _arrivals.NextAsync();
        return _had.ElementAt(_taken++);
    }

    /// <summary>The next answer, which is of a sort.</summary>
    public async Task<T> NextAsync<T>()
        where T : StudyReply => Assert.IsType<T>((await NextAsync()).Reply);

    public CoordinatorMessage.Claim Claim(long? memoryBytes = null, params HeldTrial[] holding) =>
        new(new StudyCommand.Claim(name, Capacity: 1) { MemoryBytes = memoryBytes, Holding = [.. holding] }, Unable: [], this);

    public CoordinatorMessage.OnAttempt Says(StudyCommand.OnAttempt command, string study = Trials.Study) => new(study, command, this);
}
