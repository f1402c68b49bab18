using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Nodes;

/// <summary>
/// Trains in a process of its own, so that a native crash, or the kernel's out-of-memory killer, costs the attempt at
/// hand and nothing else. The process is started for the first trial of a study and kept for the next ones.
/// </summary>
/// <param name="describe">Gives what all trials of the study share.</param>
/// <param name="start">Starts a process.</param>
/// <param name="failed">Hears why a process failed.</param>
public sealed class ProcessTrainer(
    Func<CancellationToken, Task<StudyDefinition>> describe, Func<ITrainingProcess> start, Action<string> failed)
    : ITrialTrainer, IDisposable
{
    /// <summary>How often it is looked whether a trial that is being trained still counts.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Processes of which none gets ready before the study is given up. One alone may have been killed by chance.</summary>
    private const int MaxStarts = 3;

    private ITrainingProcess? _process;

    /// <inheritdoc />
    /// <exception cref="StudyRefusedException">No process can work on the study, or even gets ready for it.</exception>
    /// <exception cref="TrainingFailedException">The process ended while it trained, or did not keep to the protocol.</exception>
    public void Train(IReadOnlyList<TrialLease> leases, ITrialReports reports, CancellationToken cancellation)
    {
        try
        {
            var process = _process ?? Start(cancellation);
            process.Send(new WireMessage.Train([.. leases]));
            if (Relay(process, leases, reports, cancellation))
            {
                // What the process still keeps on the device may be what the trial lacked.
                Dispose();
            }
        }
        catch (TrainingFailedException) when (cancellation.IsCancellationRequested)
        {
            // Whoever stops a node may have stopped its processes too.
            Dispose();
            throw new OperationCanceledException(cancellation);
        }
        catch (TrainingFailedException exception)
        {
            Dispose();
            failed(exception.Message);
            throw;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        _process?.Dispose();
        _process = null;
    }

    /// <summary>
    /// Starts a process. What keeps it from getting ready is no trial's fault and must cost none an attempt: a machine
    /// without a working library would run through a whole study in seconds.
    /// </summary>
    private ITrainingProcess Start(CancellationToken cancellation)
    {
        // This thread is the worker's own: nobody else waits for it.
        var study = describe(cancellation).WaitAsync(cancellation).GetAwaiter().GetResult();
        for (var starts = 1; ; starts++)
        {
            try
            {
                return Start(study, cancellation);
            }
            catch (TrainingFailedException exception) when (!cancellation.IsCancellationRequested)
            {
                Dispose();
                failed(exception.Message);
                if (starts == MaxStarts)
                {
                    throw new StudyRefusedException($"no training process gets ready: {exception.Message}");
                }
            }
        }
    }

    private ITrainingProcess Start(StudyDefinition study, CancellationToken cancellation)
    {
        var process = _process = start();
        process.Send(new WireMessage.StudyDescription(study));
        return Next(process, () => { }, cancellation) switch
        {
            WireMessage.Ready => process,
            WireMessage.Unable unable => throw new StudyRefusedException(unable.Reason),
            var other => throw Unexpected(other),
        };
    }

    /// <summary>Passes on what the process says until it is idle; returns whether it ran out of memory.</summary>
    private static bool Relay(
        ITrainingProcess process, IReadOnlyList<TrialLease> leases, ITrialReports reports, CancellationToken cancellation)
    {
        var open = leases.ToDictionary(l => (l.Plan.Id, l.Attempt));
        var abandoned = new HashSet<TrialId>();
        var ranOutOfMemory = false;
        while (true)
        {
            var said = Next(process, Abandon, cancellation);
            switch (said)
            {
                case WireMessage.EpochDone m when open.TryGetValue((m.Trial, m.Attempt), out var lease):
                    reports.Epoch(lease, m.Metrics);
                    break;
                case WireMessage.TrialDone m when open.Remove((m.Trial, m.Attempt), out var lease):
                    reports.Ended(lease, m.Result);
                    break;
                case WireMessage.TrialFailed m when open.Remove((m.Trial, m.Attempt), out var lease):
                    reports.Failed(lease, m.Error);
                    break;
                case WireMessage.TrialOutOfMemory m when open.Remove((m.Trial, m.Attempt), out var lease):
                    ranOutOfMemory = true;
                    reports.OutOfMemory(lease, m.Error);
                    break;
                case WireMessage.Idle:
                    return ranOutOfMemory;
                default:
                    throw Unexpected(said);
            }
        }

        void Abandon()
        {
            foreach (var lease in open.Values.Where(reports.IsAbandoned).Where(l => abandoned.Add(l.Plan.Id)))
            {
                process.Send(new WireMessage.Abandon(lease.Plan.Id, lease.Attempt));
            }
        }
    }

    private static WireMessage Next(ITrainingProcess process, Action look, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            look();
            if (process.Receive(LookEvery, cancellation) is { } said)
            {
                return said;
            }
        }
    }

    private static TrainingFailedException Unexpected(WireMessage said) =>
        new($"the training process did not keep to its protocol: it said {WireCodec.ManifestOf(said)} where that has no meaning, and was ended");
}
