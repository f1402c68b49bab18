using System.Runtime.InteropServices;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Training.Checkpoints;
using ActorSearch.Training.Data;
using ActorSearch.Training.Trials;
using TorchSharp;

namespace ActorSearch.Training;

/// <summary>Trains trials on one device, one after the other, on the thread that calls it.</summary>
public sealed class TorchTrainer : ITrialTrainer
{
    private readonly StudyDefinition _study;
    private readonly DeviceSplits _data;
    private readonly WeightKeeper? _weights;
    private readonly string? _machine;

    /// <summary>Makes a trainer for the calling thread, whose libtorch threads it sets.</summary>
    /// <param name="study">What all trials share.</param>
    /// <param name="data">The images, on the device to train on.</param>
    /// <param name="threads">Processor threads of one training step.</param>
    /// <param name="weights">Where weights of the best trials are kept; null keeps none.</param>
    /// <param name="machine">What trains, as results say it; null where they say nothing.</param>
    public TorchTrainer(StudyDefinition study, DeviceSplits data, int threads, WeightKeeper? weights = null, string? machine = null)
    {
        _machine = machine;
        _weights = weights;
        _study = study;
        _data = data;
        torch.set_num_threads(threads);
    }

    /// <inheritdoc />
    public void Train(IReadOnlyList<TrialLease> leases, ITrialReports reports, CancellationToken cancellation)
    {
        foreach (var lease in leases)
        {
            cancellation.ThrowIfCancellationRequested();
            if (reports.IsAbandoned(lease))
            {
                continue;
            }

            try
            {
                using var scope = torch.NewDisposeScope();
                using var run = new TrialRun(lease, _study, _data, reports, cancellation);
                if (run.Hindrance is { } reason)
                {
                    reports.Failed(lease, reason);
                }
                else if (run.Train() is { } result)
                {
                    if (_weights is not null && result.Outcome.IsTrainedToTheEnd())
                    {
                        // First the weights: whoever learns of the result is to find them.
                        run.Offer(_weights);
                    }

                    reports.Ended(lease, result with { Machine = _machine });
                }
            }
            catch (Exception exception) when (LibtorchError.IsOutOfMemory(exception))
            {
                reports.OutOfMemory(lease, LibtorchError.Line(exception));
            }
            catch (ExternalException exception)
            {
                // libtorch refused something: the trial's attempt ends, its neighbours go on.
                reports.Failed(lease, LibtorchError.Line(exception));
            }
        }
    }
}
