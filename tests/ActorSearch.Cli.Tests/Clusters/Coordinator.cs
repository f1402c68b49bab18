using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Clusters;

/// <summary>A coordinator as a process of its own, on a port that was free.</summary>
internal sealed class Coordinator : IDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly Command _process;
    private readonly string[] _clientOptions;
    private readonly string[] _workerOptions;

    private Coordinator(TemporaryFolder folder, Command process, string[] clientOptions, string? cluster = null)
    {
        (_folder, _process, _clientOptions) = (folder, process, clientOptions);
        Url = process.WaitFor("listening on ")["listening on ".Length..];
        _workerOptions = cluster is null
            ? ["--link", "http", "--coordinator", Url, .. clientOptions]
            : ["--link", "akka", "--seeds", cluster];
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Starts a coordinator and waits until it listens.</summary>
    public static Coordinator Start(TemporaryFolder folder, params string[] options) =>
        StartWith(folder, [], ["--listen", "http://127.0.0.1:0", "--link", "http", .. options]);

    /// <summary>The same, with options that every client needs.</summary>
    public static Coordinator StartWith(TemporaryFolder folder, string[] clientOptions, string[] options) =>
        new(folder, Command.Start(folder.Path, ["coordinator", .. options]), clientOptions);

    /// <summary>Starts a coordinator of an Akka cluster and waits until it listens to people.</summary>
    /// <param name="folder">Where it works.</param>
    /// <param name="cluster">Where the other nodes reach it.</param>
    public static Coordinator StartOverAkka(TemporaryFolder folder, string cluster) => new(
        folder, Command.Start(folder.Path, "coordinator", "--listen", "http://127.0.0.1:0", "--link", "akka", "--cluster", cluster), [], cluster);

    /// <summary>An address of this machine that is free at present.</summary>
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }

    /// <summary>Starts a command that asks it.</summary>
    public Command Begin(params string[] arguments) => Command.Start(_folder.Path, [.. arguments, "--coordinator", Url, .. _clientOptions]);

    /// <summary>Starts a node of two workers in a folder of its own.</summary>
    public Command BeginWorker(string name)
    {
        _folder.AddFolder(name);
        var worker = Command.Start(_folder[name], ["worker", .. _workerOptions, "--name", name, "--device", "cpu", "--workers", "2"]);
        worker.WaitFor($"worker {name}: 2 workers on cpu");
        return worker;
    }

    /// <summary>Runs a command that asks it.</summary>
    public CommandResult Ask(params string[] arguments)
    {
        using var command = Begin(arguments);
        return command.Finish();
    }

    /// <summary>The names of its studies, and its counters.</summary>
    public JsonElement Status() =>
        JsonSerializer.Deserialize<JsonElement>(Ask("status", "--json").MustEndWith(0).Output).GetProperty("cluster");

    /// <summary>The names of its studies.</summary>
    public IEnumerable<string> Studies() => Status().GetProperty("studies").EnumerateArray().Select(s => s.GetProperty("name").GetString()!);

    /// <summary>Asks it to end.</summary>
    public CommandResult Stop()
    {
        _process.Signal(Command.Terminate);
        return _process.Finish();
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public void Kill() => _process.KillAtOnce();

    public void Dispose() => _process.Dispose();
}
