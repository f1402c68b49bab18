using System.Collections.Concurrent;
using ActorSearch.Coordination.Actors;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Workers;

/// <summary>
/// A thread of its own on which a worker's trials are trained, so that no actor and no pool thread ever waits for a
/// training step. The trainer is made, used and ended on that thread; one that throws is replaced.
/// </summary>
internal sealed class TrainingSlot : ITrialReports, IDisposable
{
    private readonly Func<string, ITrialTrainer> _makeTrainer;
    private readonly Mailbox<WorkerMessage> _worker;
    private readonly TimeProvider _time;
    private readonly BlockingCollection<(string Study, IReadOnlyList<TrialLease> Leases)> _work = [];
    private readonly ConcurrentDictionary<TrialId, int> _abandoned = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly HashSet<TrialId> _open = [];
    private readonly Thread _thread;

    /// <summary>When the slot was given its trials, or had done with the one before.</summary>
    private long _begun;

    public TrainingSlot(string name, Func<string, ITrialTrainer> makeTrainer, Mailbox<WorkerMessage> worker, TimeProvider time)
    {
        _time = time;
        _makeTrainer = makeTrainer;
        _worker = worker;
        _thread = new Thread(Run) { Name = $"train-{name}", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Gives the slot its next trials. It must be idle.</summary>
    public void Train(string study, IReadOnlyList<TrialLease> leases)
    {
        // Another study may have a trial of the same configuration, whose attempts are numbered anew.
        _abandoned.Clear();
        _work.Add((study, leases));
    }

    /// <summary>Ends the trainer, and with it all that it keeps on the device; the next trials get a new one. The slot must be idle.</summary>
    public void Rest() => _work.Add((string.Empty, []));

    /// <summary>Says that an attempt counts no more.</summary>
    public void Abandon(TrialId trial, int attempt) => _abandoned[trial] = attempt;

    /// <summary>Ends training within a step or two.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Lets the thread end once it is idle.</summary>
    public void Close() => _work.CompleteAdding();

    /// <summary>Waits for the thread to end.</summary>
    public void Dispose()
    {
        _thread.Join();
        _work.Dispose();
        _cancellation.Dispose();
    }

    public bool IsAbandoned(TrialLease lease) =>
        _abandoned.TryGetValue(lease.Plan.Id, out var attempt) && attempt == lease.Attempt;

    public void Epoch(TrialLease lease, EpochMetrics metrics) => Tell(new WorkerMessage.EpochDone(lease, metrics));

    public void Ended(TrialLease lease, TrialResult result)
    {
        var spent = _time.GetElapsedTime(_begun).TotalSeconds;
        Done(lease);
        Tell(new WorkerMessage.TrialDone(lease, result with { LoadingSeconds = Beside(result.Seconds, spent) }));
    }

    public void Failed(TrialLease lease, string error)
    {
        Done(lease);
        Tell(new WorkerMessage.TrialFailed(lease, error));
    }

    public void OutOfMemory(TrialLease lease, string error)
    {
        Done(lease);
        Tell(new WorkerMessage.TrialOutOfMemory(lease, error));
    }

    private void Done(TrialLease lease)
    {
        _open.Remove(lease.Plan.Id);
        _begun = _time.GetTimestamp();
    }

    private void Run()
    {
        ITrialTrainer? trainer = null;
        string? trained = null;
        foreach (var (study, leases) in _work.GetConsumingEnumerable())
        {
            if (leases.Count == 0)
            {
                End(ref trainer);
                continue;
            }

            _begun = _time.GetTimestamp();
            _open.Clear();
            _open.UnionWith(leases.Select(l => l.Plan.Id));
            if (study != trained)
            {
                End(ref trainer);
                trained = study;
            }

            try
            {
                trainer ??= _makeTrainer(study);
                trainer.Train(leases, this, _cancellation.Token);
            }
            catch (StudyRefusedException exception)
            {
                End(ref trainer);
                Tell(new WorkerMessage.StudyRefused(exception.Message));
            }
            catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
            {
                // The worker gives back whatever has not ended.
            }
#pragma warning disable CA1031 // Whatever a trainer throws costs the attempts at hand and nothing else.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                End(ref trainer);
                foreach (var lease in leases.Where(l => _open.Contains(l.Plan.Id)).ToList())
                {
                    Failed(lease, Describe(exception));
                }
            }

            Tell(new WorkerMessage.SlotIdle());
        }

        End(ref trainer);
    }

    /// <summary>A trainer that cannot even end in good order has nothing to do with the trials that come.</summary>
    private static void End(ref ITrialTrainer? trainer)
    {
        var ended = trainer as IDisposable;
        trainer = null;
        try
        {
            ended?.Dispose();
        }
#pragma warning disable CA1031 // It would take the process with it, and every other worker's trial.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    /// <summary>What is left of the slot's time on a trial; a trainer whose clock runs otherwise leaves nothing.</summary>
    private static double? Beside(double trainerSeconds, double spent) =>
        double.IsFinite(trainerSeconds) ? Math.Max(0, spent - trainerSeconds) : null;

    private static string Describe(Exception exception) => exception is TrainingFailedException
        ? exception.Message
        : $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";

    private void Tell(WorkerMessage message)
    {
        if (!_worker.TryTell(message))
        {
            _worker.TellAsync(message).AsTask().GetAwaiter().GetResult();
        }
    }
}
