using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Bench.Swarm;

/// <summary>A coordinator in a process of its own, on a free port of the loopback interface, with a fresh store.</summary>
internal sealed class CoordinatorProcess : IAsyncDisposable
{
    private const string Listening = "listening on ";
    private const int Terminate = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private CoordinatorProcess(Process process, Uri address, NodeAddress? clusterNode) =>
        (_process, Address, ClusterNode) = (process, address, clusterNode);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its node of an Akka cluster; null where the link is another.</summary>
    public NodeAddress? ClusterNode { get; }

    /// <summary>The command that lies beside this program.</summary>
    public static string OfThisBuild()
    {
        // Outputs of one build lie beside each other: artifacts/bin/<project>/<configuration>.
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, "ActorSearch.Cli", own.Name, "actorsearch");
    }

    /// <summary>Starts one and waits until it listens.</summary>
    /// <param name="setting">The command, its link and its store.</param>
    /// <param name="folder">Where it keeps its store and its log.</param>
    public static async Task<CoordinatorProcess> StartAsync(SwarmSetting setting, string folder)
    {
        var clusterNode = setting.Link == LinkKind.Akka ? new NodeAddress("127.0.0.1", FreePort()) : null;
        IEnumerable<string> arguments =
        [
            "coordinator", "--listen", "http://127.0.0.1:0", "--store", setting.Store, "--link", setting.Link.ToString().ToLowerInvariant(),
            .. clusterNode is null ? Array.Empty<string>() : ["--cluster", clusterNode.ToString()],
        ];
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(Path.GetFullPath(setting.Program), arguments)
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
        return new CoordinatorProcess(process, await address.Task.WaitAsync(Patience), clusterNode);
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

    /// <summary>A port that was free just now, which nodes of a cluster have to know before they start.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
