using System.Globalization;

namespace ActorSearch.Cli.Devices;

/// <summary>The machine's memory as a process may use it: what Linux has, within the limits of the process's control groups.</summary>
/// <param name="TotalBytes">All of it.</param>
/// <param name="AvailableBytes">What is free, or can be made so without swapping.</param>
internal readonly record struct MachineMemory(long TotalBytes, long AvailableBytes)
{
    private const string GroupsFolder = "/sys/fs/cgroup";

    /// <summary>Reads it; null where the machine does not tell.</summary>
    public static MachineMemory? Read()
    {
        try
        {
            return Parse(File.ReadAllText("/proc/meminfo")) is { } memory
                ? GroupFolders(File.ReadAllText("/proc/self/cgroup")).Aggregate(memory, (m, folder) => m.Within(folder))
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads <c>/proc/meminfo</c>.</summary>
    public static MachineMemory? Parse(string meminfo) =>
        Kibibytes(meminfo, "MemTotal:") is { } total && Kibibytes(meminfo, "MemAvailable:") is { } available
            ? new MachineMemory(total * 1024, available * 1024)
            : null;

    /// <summary>The folders of a process's control groups and all that they are part of, by <c>/proc/self/cgroup</c>, versions 1 and 2.</summary>
    public static IEnumerable<string> GroupFolders(string groups)
    {
        foreach (var parts in groups.Split('\n').Select(line => line.Split(':', 3)).Where(p => p.Length == 3))
        {
            var root = parts[0] == "0" && parts[1].Length == 0 ? GroupsFolder
                : parts[1].Split(',').Contains("memory") ? $"{GroupsFolder}/memory"
                : null;

            // In a container the path is often the host's; its root is the container's own group then.
            for (var path = parts[2].TrimEnd('/'); root is not null; path = path[..path.LastIndexOf('/')])
            {
                yield return root + path;
                if (path.Length == 0)
                {
                    break;
                }
            }
        }
    }

    /// <summary>What a limit leaves of it.</summary>
    /// <param name="limitBytes">The limit.</param>
    /// <param name="usedBytes">What counts against it.</param>
    /// <param name="idleBytes">The part of that which the kernel gives up by itself: files read and not used any more.</param>
    public MachineMemory Within(long limitBytes, long usedBytes, long idleBytes) => limitBytes >= TotalBytes
        ? this
        : new MachineMemory(limitBytes, Math.Clamp(limitBytes - usedBytes + idleBytes, 0, AvailableBytes));

    private MachineMemory Within(string folder) =>
        (Number(folder, "memory.max") ?? Number(folder, "memory.limit_in_bytes")) is { } limit
        && (Number(folder, "memory.current") ?? Number(folder, "memory.usage_in_bytes")) is { } used
            ? Within(limit, used, Idle(folder))
            : this;

    private static long Idle(string folder)
    {
        var path = Path.Combine(folder, "memory.stat");
        return !File.Exists(path) ? 0
            : File.ReadLines(path).Select(l => l.Split(' ')).Where(p => p is ["inactive_file" or "total_inactive_file", _])
                .Select(p => Number(p[1])).LastOrDefault() ?? 0;
    }

    private static long? Number(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? Number(File.ReadAllText(path).Trim()) : null;
    }

    /// <summary>A number; null for <c>max</c>.</summary>
    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Kibibytes(string meminfo, string key) => meminfo.Split('\n')
        .Where(l => l.StartsWith(key, StringComparison.Ordinal))
        .Select(l => Number(l[key.Length..].Replace("kB", string.Empty, StringComparison.Ordinal).Trim()))
        .FirstOrDefault();
}
