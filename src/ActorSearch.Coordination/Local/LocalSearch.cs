using System.Collections.Immutable;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Local;

/// <summary>A coordinator and its workers in one process: supervises them until the study ends or the run is interrupted.</summary>
public sealed class LocalSearch
{
    private readonly LocalSearchRequest _request;
    private readonly ILedger _ledger;
    private readonly ISearchObserver _observer;
    private readonly TimeProvider _time;

    private LocalSearch(LocalSearchRequest request, ILedger ledger, ISearchObserver observer, TimeProvider time)
    {
        _request = request;
        _ledger = ledger;
        _observer = observer;
        _time = time;
    }

    /// <summary>Runs the search.</summary>
    /// <param name="request">What is searched.</param>
    /// <param name="ledger">Where it is recorded.</param>
    /// <param name="observer">Who watches.</param>
    /// <param name="time">The clock.</param>
    /// <param name="interrupt">Ends the run early: workers give back what they hold, and the study can be gone on with.</param>
    /// <returns>The study as the ledger holds it at the end; complete unless the run was interrupted.</returns>
    /// <exception cref="LedgerException">The ledger failed; what it held before is safe.</exception>
    public static Task<StudyState> RunAsync(
        LocalSearchRequest request, ILedger ledger, ISearchObserver observer, TimeProvider time, CancellationToken interrupt) =>
        new LocalSearch(request, ledger, observer, time).RunAsync(interrupt);

    private async Task<StudyState> RunAsync(CancellationToken interrupt)
    {
        var (study, events) = await StudyHosting.OpenAsync(
            _ledger,
            _request.Plan.Definition.Name,
            StudyHosting.CommandOf(_request.Opening, _request.Plan),
            new StudyCommand.Open(_request.Options.LeaseDuration, WorkersAreGone: true),
            _time).ConfigureAwait(false);
        _observer.Recorded(study.State, events);
        var last = new LastSeen(study.State, _observer);
        if (!study.State.AllEnded)
        {
            var coordinator = new CoordinatorActor(_ledger, [study], _time, _request.Options, last);
            await SuperviseAsync(coordinator, interrupt).ConfigureAwait(false);
        }

        return last.State;
    }

    private async Task SuperviseAsync(CoordinatorActor coordinator, CancellationToken interrupt)
    {
        var workers = Enumerable.Range(0, _request.Workers).Select(i => MakeWorker(i, coordinator)).ToImmutableArray();
        var coordinating = Task.Run(coordinator.RunAsync, CancellationToken.None);
        var working = workers.Select(w => Task.Run(w.RunAsync, CancellationToken.None)).ToList();
        using (interrupt.Register(() => StopAll(coordinator, workers)))
        {
            // A coordinator that ends first has failed: nothing more can be recorded, so nothing more is trained.
            await Task.WhenAny(coordinating, Task.WhenAll(working)).ConfigureAwait(false);
            if (coordinating.IsCompleted)
            {
                foreach (var worker in workers)
                {
                    worker.Abort();
                }
            }
        }

        try
        {
            await Task.WhenAll(working).ConfigureAwait(false);
        }
        finally
        {
            coordinator.Stop();
            foreach (var worker in workers)
            {
                worker.Dispose();
            }

            await coordinating.ConfigureAwait(false);
        }
    }

    private WorkerActor MakeWorker(int number, CoordinatorActor coordinator) => new(
        new WorkerOptions($"local-{number + 1}", _request.CapacityPerWorker),
        coordinator.Ref,
        _ => _request.MakeTrainer(number),
        new SolePlacement(),
        _time);

    private static void StopAll(CoordinatorActor coordinator, ImmutableArray<WorkerActor> workers)
    {
        coordinator.Drain();
        foreach (var worker in workers)
        {
            worker.Ref.Answer(new WorkerMessage.Stop());
        }
    }

    /// <summary>Remembers the state that was last recorded, and passes on what it sees.</summary>
    private sealed class LastSeen(StudyState state, ISearchObserver next) : ISearchObserver
    {
        public StudyState State { get; private set; } = state;

        public void Recorded(StudyState state, IReadOnlyList<StudyEvent> events)
        {
            State = state;
            next.Recorded(state, events);
        }
    }
}
