using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorSearch.Bench.Swarm;

/// <summary>A coordinator in a process of its own, on a free port of the loopback interface, with a fresh store.</summary>
internal sealed class CoordinatorProcess : IAsyncDisposable
{
    private const string Listening = "listening on ";
    private const int Terminate = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private CoordinatorProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The command that lies beside this program.</summary>
    public static string OfThisBuild()
    {
        // Outputs of one build lie beside each other: artifacts/bin/<project>/<configuration>.
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, "ActorSearch.Cli", own.Name, "actorsearch");
    }

    /// <summary>Starts one and waits until it listens.</summary>
    /// <param name="program">The command.</param>
    /// <param name="folder">Where it keeps its store and its log.</param>
    public static async Task<CoordinatorProcess> StartAsync(string program, string folder)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(Path.GetFullPath(program), ["coordinator", "--listen", "http://127.0.0.1:0", "--store", "swarm.db"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new StringBuilder();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                address.TrySetException(new InvalidOperationException($"the coordinator ended before it listened: {said}"));
            }
            else if (line.Data.StartsWith(Listening, StringComparison.Ordinal))
            {
                address.TrySetResult(new Uri(line.Data[Listening.Length..].Split(' ')[0]));
            }
        };
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new CoordinatorProcess(process, await address.Task.WaitAsync(Patience));
    }

    /// <summary>Processor time that it used so far.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>The most memory that it held so far.</summary>
    public long PeakResidentBytes()
    {
        _process.Refresh();
        return _process.PeakWorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, Terminate);
        }

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
