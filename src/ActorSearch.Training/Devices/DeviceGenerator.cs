using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ActorSearch.Training.Devices;

/// <summary>
/// A generator for draws on a device. TorchSharp (0.107 still) makes every generator on the processor, whatever device
/// it is asked for, and libtorch refuses such a generator for a tensor on a GPU.
/// </summary>
internal static class DeviceGenerator
{
    /// <summary>A generator of its own on the device, or on the processor where the device can have none.</summary>
    public static Generator Make(ulong seed, Device device) =>
        new(seed, device.type == DeviceType.CPU || CanDrawOn(device) ? device : CPU);

    private static bool CanDrawOn(Device device)
    {
        try
        {
            using var trial = new Generator(0, device);
            using var drawn = empty(1, dtype: float32, device: device).bernoulli_(0.5, trial);
            return true;
        }
        catch (ExternalException exception) when (exception.Message.Contains("device type for generator", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
