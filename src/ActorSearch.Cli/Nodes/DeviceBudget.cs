using ActorSearch.Cli.Devices;
using ActorSearch.Coordination.Nodes;

namespace ActorSearch.Cli.Nodes;

/// <summary>How many workers a device gets, and how much of its memory their trials may take.</summary>
internal static class DeviceBudget
{
    /// <summary>
    /// What each training process takes of a GPU beside its trial: CUDA's context and the kernels of libtorch. PyTorch's
    /// issue 12873 and the documentation of libraries built on it put it at about a gibibyte.
    /// </summary>
    private const long GpuProcessBytes = 1L << 30;

    /// <summary>
    /// What each training process takes of the machine beside its trial: the program, libtorch and the images. Measured
    /// as the resident memory of one that had trained a few trials on 3,000 glyphs: 224 MiB, rounded up.
    /// </summary>
    private const long ProcessBytes = 256L << 20;

    /// <summary>A device of a node.</summary>
    /// <param name="found">The device.</param>
    /// <param name="workers">Workers asked for; null for one a GPU, or as many as fill the cores.</param>
    /// <param name="threads">Processor threads of each trial.</param>
    /// <param name="cores">The machine's cores.</param>
    /// <param name="freeBytes">What is free of the machine's own memory; null where unknown.</param>
    /// <param name="share">The part of the memory that may be filled, above 0 and at most 1.</param>
    public static NodeDevice Of(FoundDevice found, int? workers, int threads, int cores, long? freeBytes, double share)
    {
        var isGpu = found.Binding is not null;
        var count = workers ?? (isGpu ? 1 : Math.Max(1, cores / threads));
        var budget = (long?)((isGpu ? found.MemoryBytes : freeBytes) * share) - (count * (isGpu ? GpuProcessBytes : ProcessBytes));
        return new NodeDevice(found.Name, found.Model, found.MemoryBytes, budget is { } bytes ? Math.Max(0, bytes) : null, count);
    }
}
