using System.Collections.Immutable;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Data;
using ActorSearch.Training.Checkpoints;
using ActorSearch.Training.Data;
using ActorSearch.Training.Devices;
using static TorchSharp.torch;

namespace ActorSearch.Training;

/// <summary>Makes the trainers of a process. Each device holds the images once, whatever the number of its workers.</summary>
public sealed class TrainerFactory : IDisposable
{
    private readonly StudyDefinition _study;
    private readonly ImmutableArray<Lazy<DeviceSplits>> _data;
    private readonly ImmutableArray<Device> _devices;
    private readonly int _threads;
    private readonly WeightKeeper? _weights;
    private readonly Func<Device, string>? _machine;

    /// <summary>Makes a factory.</summary>
    /// <param name="study">What all trials share.</param>
    /// <param name="splits">The images; their fingerprint must be the study's.</param>
    /// <param name="devices">Devices, as <see cref="DeviceChoice.Resolve"/> gives them; workers take them in turn.</param>
    /// <param name="threads">Processor threads of one training step; one a worker is the fastest for small networks.</param>
    /// <param name="weights">Where weights of the best trials are kept; null keeps none.</param>
    /// <param name="machine">What a device is, as the results of its trials say it; null where they say nothing.</param>
    /// <exception cref="DataException">The images are not those that the study recorded.</exception>
    public TrainerFactory(
        StudyDefinition study,
        DataSplits splits,
        ImmutableArray<Device> devices,
        int threads = 1,
        WeightKeeper? weights = null,
        Func<Device, string>? machine = null)
    {
        if (splits.FindProblem(study) is { } problem)
        {
            throw new DataException(problem);
        }

        _study = study;
        _data = [.. devices.Select(d => new Lazy<DeviceSplits>(() => new DeviceSplits(splits, d, study.DataSet.Normalise)))];
        _devices = devices;
        _threads = threads;
        _weights = weights;
        _machine = machine;
    }

    /// <summary>The trainer of the worker of a number, from 0; call it on that worker's training thread.</summary>
    public ITrialTrainer Make(int worker)
    {
        var device = worker % _devices.Length;
        return new TorchTrainer(_study, _data[device].Value, _threads, _weights, _machine?.Invoke(_devices[device]));
    }

    public void Dispose()
    {
        foreach (var data in _data.Where(d => d.IsValueCreated))
        {
            data.Value.Dispose();
        }
    }
}
