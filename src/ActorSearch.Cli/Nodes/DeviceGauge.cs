using System.Collections.Immutable;
using ActorSearch.Cli.Devices;
using ActorSearch.Coordination.Nodes;

namespace ActorSearch.Cli.Nodes;

/// <summary>Finds out how much the devices of a node are in use. Not for several threads at a time.</summary>
/// <param name="devices">The devices.</param>
internal sealed class DeviceGauge(ImmutableArray<FoundDevice> devices)
{
    private ProcessorTimes? _before = ProcessorTimes.Read();

    /// <summary>Reads all gauges.</summary>
    public async Task<IReadOnlyDictionary<string, DeviceUse>> ReadAsync(CancellationToken cancellation)
    {
        var gpus = devices.Any(d => d.Binding is not null)
            ? await NvidiaSmi.ReadAsync(cancellation).ConfigureAwait(false)
            : [];
        return devices.ToDictionary(d => d.Name, d => d.Binding is { } binding ? Gpu(gpus, binding) : Processor());
    }

    private static DeviceUse Gpu(ImmutableArray<GpuReading> gpus, string binding) =>
        NvidiaSmi.Visible(gpus, binding) is [(_, { } reading)] ? new DeviceUse(reading.UsedBytes, reading.UtilisationPercent) : default;

    private DeviceUse Processor()
    {
        var memory = MachineMemory.Read();
        var now = ProcessorTimes.Read();
        var busy = _before is { } before ? now?.PercentSince(before) : null;
        _before = now;
        return new DeviceUse(memory?.TotalBytes - memory?.AvailableBytes, busy);
    }
}
