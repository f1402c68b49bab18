using ActorSearch.Data;
using static TorchSharp.torch;

namespace ActorSearch.Training.Data;

/// <summary>A data set on a device.</summary>
public sealed class DeviceSplits(DataSplits splits, Device device) : IDisposable
{
    /// <summary>The device.</summary>
    public Device Device { get; } = device;

    /// <summary>What weights are fitted to.</summary>
    public DeviceImages Train { get; } = new(splits.Train, device);

    /// <summary>What epochs and configurations are chosen by.</summary>
    public DeviceImages Validation { get; } = new(splits.Validation, device);

    /// <summary>What chooses nothing.</summary>
    public DeviceImages Test { get; } = new(splits.Test, device);

    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }
}
