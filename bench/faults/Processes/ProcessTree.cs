using System.Globalization;

namespace ActorSearch.Faults.Processes;

/// <summary>Which processes started which, as the kernel says.</summary>
internal static class ProcessTree
{
    /// <summary>The processes that a process started, in the order of their numbers.</summary>
    public static IReadOnlyList<int> ChildrenOf(int process) => [.. All().Where(p => p.Parent == process).Select(p => p.Id).Order()];

    /// <summary>All processes below one.</summary>
    public static IReadOnlyList<int> DescendantsOf(int process)
    {
        var parents = All().ToLookup(p => p.Parent, p => p.Id);
        var found = new List<int>(parents[process]);
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(parents[found[i]]);
        }

        return found;
    }

    /// <summary>Whether a process is there and is no zombie.</summary>
    public static bool IsAlive(int process) => Read(process) is { IsDead: false };

    /// <summary>The most memory that a living process ever had; 0 where there is none to ask.</summary>
    public static long PeakMemoryBytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.Split(':', 'k')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static IEnumerable<(int Id, int Parent, bool IsDead)> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
        .OfType<(int, int, bool)>();

    // "PID (name) STATE PPID ...": the name may hold anything, so what counts is what follows its last bracket.
    private static (int Id, int Parent, bool IsDead)? Read(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var rest = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (process, int.Parse(rest[1], CultureInfo.InvariantCulture), rest[0] is "Z" or "X");
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
