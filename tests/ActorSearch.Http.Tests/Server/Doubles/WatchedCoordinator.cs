using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Http.Tests.Client.Doubles;

namespace ActorSearch.Http.Tests.Server.Doubles;

/// <summary>Passes messages on to a coordinator and lets tests wait for them; can be made to swallow them.</summary>
internal sealed class WatchedCoordinator(IActorRef<CoordinatorMessage> to) : IActorRef<CoordinatorMessage>
{
    private readonly Lock _lock = new();
    private readonly List<CoordinatorMessage> _told = [];
    private readonly List<(Func<IReadOnlyList<CoordinatorMessage>, bool> Condition, TaskCompletionSource Met)> _waiting = [];

    /// <summary>Messages that are lost, as by a coordinator that has stopped.</summary>
    public Func<CoordinatorMessage, bool> Loses { get; set; } = _ => false;

    /// <summary>Called before a message is passed on.</summary>
    public Func<CoordinatorMessage, Task> Before { get; set; } = _ => Task.CompletedTask;

    public bool TryTell(CoordinatorMessage message)
    {
        var passed = Loses(message) || to.TryTell(message);
        Note(message);
        return passed;
    }

    public async ValueTask TellAsync(CoordinatorMessage message)
    {
        await Before(message);
        if (!Loses(message))
        {
            await to.TellAsync(message);
        }

        Note(message);
    }

    public void Answer(CoordinatorMessage message) => to.Answer(message);

    /// <summary>Waits until messages of a type were passed on, so many in all.</summary>
    public Task ToldAsync<T>(int count = 1)
        where T : CoordinatorMessage
    {
        lock (_lock)
        {
            if (HasEnough(_told))
            {
                return Task.CompletedTask;
            }

            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((HasEnough, met));
            return met.Task.WaitAsync(Patience.Limit);
        }

        bool HasEnough(IReadOnlyList<CoordinatorMessage> told) => told.OfType<T>().Count() >= count;
    }

    private void Note(CoordinatorMessage message)
    {
        lock (_lock)
        {
            _told.Add(message);
            foreach (var (condition, met) in _waiting.Where(w => w.Condition(_told)).ToList())
            {
                met.TrySetResult();
            }
        }
    }
}
