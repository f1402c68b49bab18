namespace ActorSearch.Cli.Tests.Support;

/// <summary>The program as it would be with some of its files missing.</summary>
internal static class ProgramCopy
{
    /// <summary>Links to the program's files, in a folder of their own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="missing">Names of files that are left out.</param>
    /// <returns>The program to start.</returns>
    public static string Without(string folder, params string[] missing)
    {
        var program = new FileInfo(Command.Executable);
        var name = Path.GetFileNameWithoutExtension(program.Name);
        foreach (var file in program.Directory!.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => !missing.Contains(f.Name)))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(program.Directory.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (Path.GetFileNameWithoutExtension(file.Name) == name)
            {
                // The program looks for its files beside what it was started from, links followed.
                file.CopyTo(copy);
            }
            else
            {
                File.CreateSymbolicLink(copy, file.FullName);
            }
        }

        return Path.Combine(folder, program.Name);
    }
}
