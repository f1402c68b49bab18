using ActorSearch.Core.Experiments;
using ActorSearch.Data;
using static TorchSharp.torch;

namespace ActorSearch.Training.Data;

/// <summary>A data set on a device.</summary>
/// <param name="splits">The images.</param>
/// <param name="device">Where to.</param>
/// <param name="normalise">What becomes of pixels before a network sees them; null leaves them from 0 to 1.</param>
/// <exception cref="DataException">The normalisation is for another number of channels.</exception>
public sealed class DeviceSplits(DataSplits splits, Device device, Normalisation? normalise = null) : IDisposable
{
    /// <summary>The device.</summary>
    public Device Device { get; } = device;

    /// <summary>The class of each label.</summary>
    public IReadOnlyList<string> ClassNames { get; } = splits.ClassNames;

    /// <summary>What weights are fitted to.</summary>
    public DeviceImages Train { get; } = new(splits.Train, device, normalise);

    /// <summary>What epochs and configurations are chosen by.</summary>
    public DeviceImages Validation { get; } = new(splits.Validation, device, normalise);

    /// <summary>What chooses nothing.</summary>
    public DeviceImages Test { get; } = new(splits.Test, device, normalise);

    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }
}
