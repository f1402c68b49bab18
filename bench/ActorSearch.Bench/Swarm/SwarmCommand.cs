using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using ActorSearch.Bench.Stacks;
using ActorSearch.Core.Clusters;
using ActorSearch.Http.Client;

namespace ActorSearch.Bench.Swarm;

/// <summary>
/// Many simulated workers on one coordinator: a process of its own with a fresh store, spoken to over its link on the
/// loopback interface. The workers train nothing: they wait as long as they are told and tell a made-up result. A first
/// small study warms the coordinator up and is not counted.
/// </summary>
internal static class SwarmCommand
{
    private const int WarmUpTrials = 2000;

    public static Command Command()
    {
        var workers = new Option<int>("--workers") { DefaultValueFactory = _ => 500 };
        var trials = new Option<int>("--trials") { DefaultValueFactory = _ => 10_000 };
        var train = new Option<int>("--train-ms") { DefaultValueFactory = _ => 0, Description = "how long each trial pretends to train" };
        var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => 1, Description = "epochs that each trial reports" };
        var link = new Option<LinkKind>("--link") { DefaultValueFactory = _ => LinkKind.Http, Description = "what carries the messages: http, or akka" };
        var nodes = new Option<int>("--nodes") { DefaultValueFactory = _ => 10, Description = "worker nodes, to which the workers are dealt out" };
        var store = new Option<string>("--store") { DefaultValueFactory = _ => "swarm.db", Description = "file name of the store, such as swarm.litedb" };
        var folder = new Option<string>("--folder") { DefaultValueFactory = _ => ".", Description = "where the store is made, and removed" };
        var program = new Option<string?>("--actorsearch") { Description = "the command to measure (default: the one of this build)" };
        var command = new Command("swarm", "What a coordinator makes of many workers.") { workers, trials, train, epochs, link, nodes, store, folder, program };
        link.Validators.Add(parsed =>
        {
            if (ClusterNodes.Missing is { } missing && parsed.GetValue(link) == LinkKind.Akka)
            {
                parsed.AddError(missing);
            }
        });
        command.SetAction((r, _) => RunAsync(
            new SwarmSetting(r.GetValue(program) ?? CoordinatorProcess.OfThisBuild(), r.GetValue(link), r.GetValue(nodes), r.GetValue(store)!),
            new SwarmLoad(r.GetValue(workers), r.GetValue(trials), r.GetValue(epochs), TimeSpan.FromMilliseconds(r.GetValue(train))),
            r.GetValue(folder)!));
        return command;
    }

    private static async Task RunAsync(SwarmSetting setting, SwarmLoad load, string folder)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"swarm-{Environment.ProcessId}"));
        try
        {
            var (run, coordinator, workersTime) = await MeasureAsync(setting, load, own.FullName);
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                program = "actorsearch",
                link = setting.Link.ToString().ToLowerInvariant(),
                nodes = setting.Nodes,
                store = setting.Store,
                workers = load.Workers,
                trials = load.Trials,
                train_ms = load.Training.TotalMilliseconds,
                epochs = load.Epochs,
                seconds = Math.Round(run.Elapsed.TotalSeconds, 2),
                trials_per_second = Math.Round(load.Trials / run.Elapsed.TotalSeconds, 1),
                messages = run.Messages,
                messages_per_second = Math.Round(run.Messages / run.Elapsed.TotalSeconds, 1),
                retries = run.Retries,
                idle_to_lease_ms_median = Milliseconds(run.Waits, 0.50),
                idle_to_lease_ms_p95 = Milliseconds(run.Waits, 0.95),
                idle_to_lease_ms_p99 = Milliseconds(run.Waits, 0.99),
                coordinator_ms_per_trial = Math.Round(coordinator.Time.TotalMilliseconds / load.Trials, 3),
                workers_ms_per_trial = Math.Round(workersTime.TotalMilliseconds / load.Trials, 3),
                coordinator_cores = Math.Round(coordinator.Time / run.Elapsed, 2),
                workers_cores = Math.Round(workersTime / run.Elapsed, 2),
                coordinator_peak_resident_mb = Math.Round(coordinator.PeakBytes / 1e6, 1),
                store_bytes_per_trial = BytesOfStore(own, setting.Store) / (WarmUpTrials + load.Trials),
            }));
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    private static async Task<(SwarmRun Run, (TimeSpan Time, long PeakBytes) Coordinator, TimeSpan WorkersTime)> MeasureAsync(
        SwarmSetting setting, SwarmLoad load, string folder)
    {
        await using var coordinator = await CoordinatorProcess.StartAsync(setting, folder);
        await using var nodes = await SwarmNodes.MakeAsync(coordinator, setting.Nodes);
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Address));
        await SwarmRun.OfAsync(nodes, client, "warm-up", load with { Trials = WarmUpTrials, Training = TimeSpan.Zero });

        var coordinatorBefore = coordinator.ProcessorTime();
        var ownBefore = Process.GetCurrentProcess().TotalProcessorTime;
        var run = await SwarmRun.OfAsync(nodes, client, "swarm", load);
        var ownTime = Process.GetCurrentProcess().TotalProcessorTime - ownBefore;
        return (run, (coordinator.ProcessorTime() - coordinatorBefore, coordinator.PeakResidentBytes()), ownTime);
    }

    /// <summary>What the store of a coordinator that has ended occupies, with all files beside it.</summary>
    private static long BytesOfStore(DirectoryInfo folder, string store) =>
        folder.EnumerateFiles(Path.GetFileNameWithoutExtension(store) + "*").Sum(f => f.Length);

    /// <summary>A quantile by the nearest rank.</summary>
    private static double Milliseconds(ImmutableArray<TimeSpan> waits, double quantile)
    {
        var sorted = waits.Sort();
        return Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(quantile * sorted.Length) - 1)].TotalMilliseconds, 2);
    }
}
