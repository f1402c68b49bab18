using System.Collections.Immutable;
using static TorchSharp.torch;

namespace ActorSearch.Cli.Inputs;

/// <summary>How many trials are trained at a time, and by how many threads each.</summary>
internal static class WorkerCount
{
    /// <summary>More threads than any machine this runs on has; a larger number is a slip.</summary>
    public const int Max = 1024;

    /// <summary>Reads the number asked for; null where none was.</summary>
    /// <exception cref="InputException">It is no number of workers.</exception>
    public static int? Parse(string? asked) => asked is null ? null : WholeNumber.Parse("--workers", asked, 1, Max);

    /// <summary>Reads the threads a trial asked for; one where none was, which is the fastest for small networks.</summary>
    /// <exception cref="InputException">It is no number of threads.</exception>
    public static int ParseThreads(string? asked) => asked is null ? 1 : WholeNumber.Parse("--threads", asked, 1, Max);

    /// <summary>The number to run: as asked, else what fills the cores, or one a device; never more than there are trials to train.</summary>
    /// <param name="asked">What the command line says.</param>
    /// <param name="threads">Threads of each trial.</param>
    /// <param name="devices">Where trials are trained.</param>
    /// <param name="waiting">Trials still to train.</param>
    public static int Choose(int? asked, int threads, ImmutableArray<Device> devices, int waiting)
    {
        var isCpu = devices.All(d => d.type == TorchSharp.DeviceType.CPU);
        return Math.Clamp(asked ?? (isCpu ? Environment.ProcessorCount / threads : devices.Length), 1, Math.Max(waiting, 1));
    }
}
