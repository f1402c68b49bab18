using System.Globalization;

namespace ActorSearch.Cli.Nodes;

/// <summary>How a process ended, for people.</summary>
internal static class ProcessEnd
{
    /// <summary>What the framework and shells add to the number of the signal that ended a process.</summary>
    private const int SignalOffset = 128;

    private static readonly Dictionary<int, (string Name, string Verb, string Hint)> Signals = new()
    {
        [1] = ("SIGHUP", "was ended", string.Empty),
        [2] = ("SIGINT", "was interrupted", string.Empty),
        [4] = ("SIGILL", "crashed", "; perhaps a library that was built for another processor"),
        [6] = ("SIGABRT", "crashed", string.Empty),
        [7] = ("SIGBUS", "crashed", string.Empty),
        [8] = ("SIGFPE", "crashed", string.Empty),
        [9] = ("SIGKILL", "was killed", "; perhaps the kernel's out-of-memory killer"),
        [11] = ("SIGSEGV", "crashed", string.Empty),
        [15] = ("SIGTERM", "was ended", string.Empty),
    };

    /// <summary>How the training process ended.</summary>
    /// <param name="exitCode">Its exit code, as the framework gives it.</param>
    /// <param name="lastLines">The last that it said on standard error.</param>
    public static string Describe(int exitCode, IReadOnlyCollection<string> lastLines)
    {
        var how = exitCode > SignalOffset && Signals.TryGetValue(exitCode - SignalOffset, out var signal)
            ? string.Create(CultureInfo.InvariantCulture, $"{signal.Verb} {(signal.Verb == "crashed" ? "with" : "by")} signal {exitCode - SignalOffset} ({signal.Name}{signal.Hint})")
            : string.Create(CultureInfo.InvariantCulture, $"ended with status {exitCode}");
        var said = lastLines.Count == 0 ? string.Empty : $"; it last said: {string.Join(" / ", lastLines)}";
        return $"the training process {how}{said}";
    }
}
