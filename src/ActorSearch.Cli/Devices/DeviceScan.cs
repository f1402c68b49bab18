using System.Collections.Immutable;
using ActorSearch.Cli.Inputs;
using ActorSearch.Training.Devices;
using TorchSharp;

namespace ActorSearch.Cli.Devices;

/// <summary>Finds the devices of this machine. It loads libtorch, which stays in the process with all that it takes.</summary>
internal static class DeviceScan
{
    /// <summary>How NVIDIA's own tools number GPUs; without it CUDA puts the fastest first.</summary>
    public const string OrderVariable = "CUDA_DEVICE_ORDER";

    /// <summary>See <see cref="OrderVariable"/>.</summary>
    public const string BusOrder = "PCI_BUS_ID";

    /// <summary>The variable that says which GPUs CUDA shows a process.</summary>
    public const string VisibleVariable = "CUDA_VISIBLE_DEVICES";

    /// <summary>The devices of a choice; null for all that there are.</summary>
    /// <exception cref="InputException">The choice cannot be had.</exception>
    public static async Task<ImmutableArray<FoundDevice>> FindAsync(string? choice, CancellationToken cancellation)
    {
        var devices = Resolve(choice ?? "auto");
        if (choice is null && devices.All(d => d.type != DeviceType.CPU))
        {
            devices = [torch.CPU, .. devices];
        }

        var gpus = devices.Any(d => d.type == DeviceType.CUDA)
            ? NvidiaSmi.Visible(
                await NvidiaSmi.ReadAsync(cancellation).ConfigureAwait(false), Environment.GetEnvironmentVariable(VisibleVariable))
            : [];
        return [.. devices.Select(d => d.type == DeviceType.CPU ? Processor() : Gpu(d.index, gpus))];
    }

    /// <summary>
    /// What devices are called by their makers, by the devices' names; empty where that is unknown, as for GPUs of several
    /// models where nothing says how CUDA numbers them.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, string>> ModelsAsync(
        ImmutableArray<torch.Device> devices, CancellationToken cancellation)
    {
        var gpus = devices.Any(d => d.type == DeviceType.CUDA) ? await NvidiaSmi.ReadAsync(cancellation).ConfigureAwait(false) : [];
        var visible = IsNumberingKnown(gpus, Environment.GetEnvironmentVariable(OrderVariable))
            ? NvidiaSmi.Visible(gpus, Environment.GetEnvironmentVariable(VisibleVariable))
            : [];
        return devices.ToDictionary(
            d => d.ToString(), d => d.type == DeviceType.CPU ? ProcessorModel.Read() : Gpu(d.index, visible).Model, StringComparer.Ordinal);
    }

    /// <summary>Whether a process's GPUs can be told apart by their numbers, or need not be.</summary>
    /// <param name="gpus">The machine's GPUs.</param>
    /// <param name="order">The value of <see cref="OrderVariable"/>; null where it is not set.</param>
    public static bool IsNumberingKnown(ImmutableArray<GpuReading> gpus, string? order) =>
        order == BusOrder || gpus.Select(g => g.Name).Distinct(StringComparer.Ordinal).Count() < 2;

    private static ImmutableArray<torch.Device> Resolve(string choice)
    {
        try
        {
            return DeviceChoice.Resolve(choice);
        }
        catch (DeviceException exception)
        {
            throw new InputException($"device: {exception.Message}");
        }
    }

    private static FoundDevice Processor()
    {
        var memory = MachineMemory.Read();
        return new FoundDevice(
            "cpu", ProcessorModel.Read(), Binding: null, memory?.TotalBytes, memory?.TotalBytes - memory?.AvailableBytes, UtilisationPercent: null);
    }

    private static FoundDevice Gpu(int number, ImmutableArray<(string Binding, GpuReading? Reading)> gpus)
    {
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cuda:{number}");
        if (number >= gpus.Length)
        {
            return new FoundDevice(name, string.Empty, number.ToString(System.Globalization.CultureInfo.InvariantCulture), null, null, null);
        }

        var (binding, reading) = gpus[number];
        return new FoundDevice(
            name, reading?.Name ?? string.Empty, binding, reading?.MemoryBytes, reading?.UsedBytes, reading?.UtilisationPercent);
    }
}
