using System.Globalization;
using ActorSearch.Core.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Clusters;

/// <summary>A coordinator and worker nodes as processes of this machine, with a folder for their store and logs.</summary>
internal sealed class Cluster(ClusterPlan plan) : IAsyncDisposable
{
    /// <summary>Ends waits for what would never come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly Dictionary<string, Member> _workers = [];

    /// <summary>How it is set up.</summary>
    public ClusterPlan Plan => plan;

    /// <summary>The coordinator's process.</summary>
    public Member Coordinator { get; private set; } = null!;

    /// <summary>The worker nodes' processes, by the nodes' names.</summary>
    public IReadOnlyDictionary<string, Member> Workers => _workers;

    /// <summary>Starts the coordinator, and waits until it listens.</summary>
    public async Task StartCoordinatorAsync()
    {
        Directory.CreateDirectory(plan.Folder);
        Coordinator = new Member("coordinator", [.. plan.Around("coordinator"), ActorSearchCommand.Path, .. CoordinatorArguments()], plan.Folder);
        await Coordinator.LineAsync("listening on", Patience);
    }

    /// <summary>Starts a worker node, and waits until it says so unless told not to.</summary>
    public async Task StartWorkerAsync(string node, bool wait = true)
    {
        var member = new Member(node, [.. plan.Around(node), ActorSearchCommand.Path, .. WorkerArguments(node)], plan.Folder);
        _workers[node] = member;
        if (wait)
        {
            await member.LineAsync($"worker {node}", Patience);
        }
    }

    /// <summary>Starts the coordinator and some nodes, and hands the study in.</summary>
    public async Task StartAsync(params IReadOnlyList<string> nodes)
    {
        await StartCoordinatorAsync();
        await Task.WhenAll(nodes.Select(n => StartWorkerAsync(n)));
        await SubmitAsync();
    }

    /// <summary>Hands the study in, and does not follow it.</summary>
    public async Task SubmitAsync()
    {
        var spec = Path.Combine(plan.Folder, "study.yaml");
        await File.WriteAllTextAsync(spec, plan.Grid.Text);
        var submit = await Launcher.RunAsync(
            [.. plan.Around("coordinator"), ActorSearchCommand.Path, "submit", spec, "--detach", .. ClientArguments()], plan.Folder, Patience);
        submit.Well();
    }

    /// <summary>Kills the coordinator and starts it again.</summary>
    public async Task RestartCoordinatorAsync(TimeSpan away)
    {
        await Coordinator.KillAsync();
        await Coordinator.DisposeAsync();
        await Task.Delay(away);
        await StartCoordinatorAsync();
    }

    /// <summary>Kills a worker node and starts it again.</summary>
    public async Task RestartWorkerAsync(string node, TimeSpan away)
    {
        await _workers[node].KillAsync();
        await _workers[node].DisposeAsync();
        await Task.Delay(away);
        await StartWorkerAsync(node);
    }

    /// <summary>The study as the store holds it now.</summary>
    public Task<StoredStudy> ReadAsync() => StoredStudy.ReadAsync(plan.Store);

    /// <summary>The coordinator's answer to how it is; null where it gives none.</summary>
    public Task<ClusterStatus?> StatusAsync() => ClusterStatus.AskAsync(plan.Url, plan.Token);

    /// <summary>Waits for completion, as long as anything happens at all.</summary>
    /// <returns>The study at its end.</returns>
    public async Task<StoredStudy> CompletionAsync()
    {
        var seen = (await ReadAsync()).Events.Count;
        while (true)
        {
            StoredStudy study = null!;
            await Wait.UntilAsync(
                $"anything new in the unfinished study of {plan.Store}",
                async () =>
                {
                    await Task.Delay(200);
                    study = await ReadAsync();
                    return study.IsComplete || study.Events.Count > seen;
                },
                Patience);
            if (study.IsComplete)
            {
                return study;
            }

            seen = study.Events.Count;
        }
    }

    /// <summary>Asks all processes to end, and makes sure that they do so in good order.</summary>
    public async Task StopAsync()
    {
        foreach (var member in (Member[])[.. _workers.Values, Coordinator])
        {
            var status = await member.StopAsync(TimeSpan.FromSeconds(60));
            Breach.Require(status == 0, $"{member.Name} was asked to end and did so with status {status}: {member.LogPath}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _workers.Values.Append(Coordinator).OfType<Member>())
        {
            await member.DisposeAsync();
        }
    }

    /// <summary>Options by which a client finds the coordinator.</summary>
    public IReadOnlyList<string> ClientArguments() =>
    [
        "--coordinator", plan.Url,
        .. plan.TokenFile is { } token ? ["--token-file", token] : Array.Empty<string>(),
        .. plan.CaFile is { } ca ? ["--ca-file", ca] : Array.Empty<string>(),
    ];

    /// <summary>Options of a node's link to the others, with its own address where it is to have a certain one.</summary>
    public IReadOnlyList<string> LinkArguments(string? address = null) => (plan.Link, BuiltLinks.All) switch
    {
        (LinkKind.Akka, _) =>
        [
            "--link", "akka", "--seeds", plan.ClusterNode,
            .. address is null ? Array.Empty<string>() : ["--cluster", address],
            .. plan.Hocon is { } file ? ["--hocon", file] : Array.Empty<string>(),
        ],
        (_, [LinkKind.Akka, ..]) => ["--link", "http"],
        _ => [],
    };

    private IReadOnlyList<string> CoordinatorArguments() =>
    [
        "coordinator", "--listen", plan.Url, "--store", plan.Store, "--log", plan.Folder,
        "--lease-s", plan.LeaseSeconds.ToString(CultureInfo.InvariantCulture), .. LinkArguments(plan.ClusterNode),
        .. plan.TokenFile is { } token ? ["--token-file", token] : Array.Empty<string>(),
        .. plan.CertificateFile is { } certificate
            ? ["--certificate-file", certificate, "--certificate-key-file", plan.CertificateKeyFile!]
            : Array.Empty<string>(),
    ];

    private IReadOnlyList<string> WorkerArguments(string node) =>
    [
        "worker", .. plan.Link == LinkKind.Http ? ClientArguments() : [], .. LinkArguments(plan.NodeAddress(node)), "--name", node, "--device", "cpu", "--workers", "1", "--verbose", "--log", Path.Combine(plan.Folder, node),
    ];
}
