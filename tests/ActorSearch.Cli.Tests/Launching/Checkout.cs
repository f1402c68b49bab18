using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Launching;

/// <summary>
/// A copy of the scripts around the built command, whose set-up does nothing: so a test never builds, least of all
/// what other tests are using.
/// </summary>
internal sealed class Checkout : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Checkout()
    {
        var root = FindRoot();
        foreach (var part in new[] { "scripts", "experiments", Path.Combine("bench", "faults") })
        {
            Copy(new DirectoryInfo(Path.Combine(root, part)), Path.Combine(Root, part));
        }

        File.WriteAllText(this["scripts/setup.sh"], "#!/usr/bin/env bash\n");
        var outputs = Directory.CreateDirectory(this["artifacts/bin/ActorSearch.Cli"]).FullName;
        File.CreateSymbolicLink(Path.Combine(outputs, "release"), Path.GetDirectoryName(Command.Executable)!);
    }

    private string Root => _folder["checkout"];

    public string this[string path] => Path.Combine(Root, path);

    /// <summary>Where runs take place.</summary>
    public string Work => Directory.CreateDirectory(_folder["work"]).FullName;

    /// <summary>Starts one of the scripts.</summary>
    public Command Start(string script, params IEnumerable<string> arguments) => Command.StartProgram(this[script], Work, arguments);

    /// <summary>Runs one of the scripts to its end.</summary>
    public CommandResult Run(string script, params IEnumerable<string> arguments)
    {
        using var command = Start(script, arguments);
        return command.Finish();
    }

    /// <summary>The command lines of all processes that work in this folder or name it.</summary>
    public IReadOnlyList<string> Processes() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(d => int.TryParse(Path.GetFileName(d), out _))
            .Select(d => (Command: CommandLine(d), Folder: WorkingFolder(d)))
            .Where(p => p.Command.Contains(_folder.Path, StringComparison.Ordinal) || p.Folder.StartsWith(_folder.Path, StringComparison.Ordinal))
            .Select(p => p.Command),
    ];

    public void Dispose() => _folder.Dispose();

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return string.Empty;
        }
    }

    private static string WorkingFolder(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget ?? string.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ActorSearch.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not lie in a checkout");
        }

        return folder.FullName;
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            // A copy keeps the permission to execute.
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories())
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
