using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>Workers, training processes and the coordinator are killed at random moments and started again.</summary>
internal sealed class Kills : IScenario
{
    private const string WorkerKilled = "worker nodes killed";
    private const string TrainerKilled = "training processes killed";
    private const string CoordinatorKilled = "coordinators killed";
    private static readonly TimeSpan ProgressWithin = TimeSpan.FromSeconds(60);
    private static readonly string[] Nodes = ["n1", "n2", "n3", "n4"];

    public string Name => "kills";

    public async Task RunAsync(FaultsOptions options, Tally tally)
    {
        var random = new Random(options.Seed);
        var undisturbed = await RankedTable.UndisturbedAsync(options.Grid, options.Folder);
        for (var round = 1; Left(options, tally) is not (0, 0); round++)
        {
            var plan = options.Plan(round);
            await using var cluster = new Cluster(plan);
            await cluster.StartAsync(Nodes);
            await using var feed = new EventFeed(plan.Url);
            while (Left(options, tally) is not (0, 0) && (await cluster.ReadAsync()).Waiting > Nodes.Length)
            {
                await Task.Delay(TimeSpan.FromSeconds(options.KillEverySeconds * (0.5 + random.NextDouble())));
                await KillAsync(cluster, options, tally, random);
            }

            var study = await Ending.ComeToAsync(cluster, undisturbed, tally);
            tally.Add("events shown, all of them stored", await feed.CheckAsync(study, plan.Store));
        }
    }

    private static (long Workers, long Coordinators) Left(FaultsOptions options, Tally tally) =>
        (options.Kills - tally[WorkerKilled] - tally[TrainerKilled], options.CoordinatorKills - tally[CoordinatorKilled]);

    private static async Task KillAsync(Cluster cluster, FaultsOptions options, Tally tally, Random random)
    {
        var (workers, coordinators) = Left(options, tally);
        var node = Nodes[random.Next(Nodes.Length)];
        var away = TimeSpan.FromSeconds(random.NextDouble() * 1.5);
        if (random.NextInt64(workers + coordinators) < coordinators)
        {
            tally.Add(CoordinatorKilled);
            await cluster.RestartCoordinatorAsync(away);
            await GoOnAsync("from a coordinator's return to a node's next event", cluster, Nodes);
        }
        else if (random.Next(3) == 0 && ProcessTree.ChildrenOf(cluster.Workers[node].Id) is [var trainer, ..])
        {
            tally.Add(TrainerKilled);
            Signals.Send(trainer, Signal.Kill);
        }
        else
        {
            tally.Add(WorkerKilled);
            await cluster.RestartWorkerAsync(node, away);
            await GoOnAsync("from a node's return to its next event", cluster, node);
        }

        // Every second time the next process is killed while this one is still on its way back.
        async Task GoOnAsync(string what, Cluster cluster, params IReadOnlyList<string> nodes)
        {
            if (random.Next(2) == 0)
            {
                var progress = await Progress.NoteAsync(cluster, nodes);
                tally.Took(what, await progress.UntilEachAsync(ProgressWithin));
            }
        }
    }
}
