namespace ActorSearch.Data.Folders;

/// <summary>Where a path really leads.</summary>
internal static class RealPath
{
    // As many as Linux follows before it speaks of a loop.
    private const int MaxLinks = 40;

    /// <summary>The path with every link on the way followed; null where links go round in circles or lead nowhere.</summary>
    /// <exception cref="IOException">A part of it cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">A part of it may not be looked at.</exception>
    public static string? Of(string path)
    {
        var links = 0;
        var waiting = new Stack<string>(Parts(Path.GetFullPath(path)).Reverse());
        var real = Path.GetPathRoot(Path.GetFullPath(path))!;
        while (waiting.TryPop(out var part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                return null;
            }

            if (Path.IsPathRooted(target))
            {
                real = Path.GetPathRoot(target)!;
            }

            foreach (var each in Parts(target).Reverse())
            {
                waiting.Push(each);
            }
        }

        return Path.Exists(real) ? real : null;
    }

    /// <summary>Whether <paramref name="path"/> lies in <paramref name="folder"/>; both real.</summary>
    public static bool IsWithin(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static IEnumerable<string> Parts(string path) =>
        path[(Path.GetPathRoot(path)?.Length ?? 0)..]
            .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != ".");
}
