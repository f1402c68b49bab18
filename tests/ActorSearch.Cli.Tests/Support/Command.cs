using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorSearch.Cli.Tests.Support;

/// <summary>The built command as a process of its own.</summary>
internal sealed class Command : IDisposable
{
    // Linux's numbers.
    public const int Interrupt = 2;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly List<string> _lines = [];

    private Command(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
            {
                _error.Append(line.Data is null ? string.Empty : line.Data + "\n");
                Monitor.PulseAll(_error);
            }
        };
        process.Start();
        process.BeginErrorReadLine();
    }

    /// <summary>Standard output's lines that were read so far.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Standard error as far as it was read.</summary>
    public string ErrorSoFar => ErrorText();

    public static string Executable { get; } = FindExecutable();

    /// <summary>Starts the command in a folder.</summary>
    public static Command Start(string folder, params IEnumerable<string> arguments) => StartProgram(Executable, folder, arguments);

    /// <summary>Starts another program in a folder.</summary>
    public static Command StartProgram(string program, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // Neither the user's cache nor the machine's GPUs nor its colours take part.
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(folder, ".cache");
        start.Environment["CUDA_VISIBLE_DEVICES"] = string.Empty;
        start.Environment["NO_COLOR"] = "1";
        foreach (var name in new[] { "ACTORSEARCH_COORDINATOR", "ACTORSEARCH_TOKEN", "ACTORSEARCH_CA_FILE" })
        {
            start.Environment.Remove(name);
        }

        return new Command(new Process { StartInfo = start });
    }

    /// <summary>Runs the command to its end.</summary>
    public static CommandResult Run(string folder, params IEnumerable<string> arguments)
    {
        using var command = Start(folder, arguments);
        return command.Finish();
    }

    /// <summary>Reads output up to a line that contains a text.</summary>
    public string WaitFor(string text)
    {
        while (ReadLine() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"the output ended without '{text}'; standard error: {ErrorText()}");
    }

    /// <summary>Waits until standard error has a text.</summary>
    public void WaitForError(string text)
    {
        lock (_error)
        {
            var until = DateTime.UtcNow + Patience;
            while (!_error.ToString().Contains(text, StringComparison.Ordinal))
            {
                var left = until - DateTime.UtcNow;
                Assert.True(left > TimeSpan.Zero && Monitor.Wait(_error, left), $"no '{text}' on standard error: {_error}");
            }
        }
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    /// <summary>Ends the process as kill -9 does, and waits until it is gone.</summary>
    public void KillAtOnce()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Reads the rest of the output and waits for the end.</summary>
    public CommandResult Finish()
    {
        while (ReadLine() is not null)
        {
        }

        Assert.True(_process.WaitForExit(Patience), "the command did not end");
        _process.WaitForExit();
        return new CommandResult(_process.ExitCode, string.Join('\n', _lines), ErrorText());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private string? ReadLine()
    {
        using var patience = new CancellationTokenSource(Patience);
        var line = _process.StandardOutput.ReadLineAsync(patience.Token).AsTask().GetAwaiter().GetResult();
        if (line is not null)
        {
            _lines.Add(line);
        }

        return line;
    }

    private string ErrorText()
    {
        lock (_error)
        {
            return _error.ToString();
        }
    }

    private static string FindExecutable()
    {
        // Outputs of one build lie beside each other: artifacts/bin/<project>/<configuration>.
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(own.Parent!.Parent!.FullName, "ActorSearch.Cli", own.Name, "actorsearch");
        Assert.True(File.Exists(path), $"{path} is not there: build src/ActorSearch.Cli in the same configuration");
        return path;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
