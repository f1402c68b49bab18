using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Networks;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>Nodes are cut off from the coordinator and joined again, in network namespaces of this scenario's own.</summary>
internal sealed class Partitions : IScenario
{
    private const int Port = 7070;
    private static readonly TimeSpan ProgressWithin = TimeSpan.FromSeconds(30);
    private static readonly string[] Nodes = ["n1", "n2", "n3"];

    public string Name => "partitions";

    public async Task RunAsync(FaultsOptions options, Tally tally)
    {
        var random = new Random(options.Seed);
        var grid = options.Grid;
        await using var star = await Star.MakeAsync(Directory.CreateDirectory(options.Folder).FullName, Nodes);
        using var certificates = new Certificates(Path.Combine(options.Folder, "keys"));
        certificates.Issue(Star.CoordinatorAddress);
        var undisturbed = await RankedTable.UndisturbedAsync(grid, options.Folder);
        var cuts = new Queue<Cut>(Enumerable.Range(0, options.Partitions).SelectMany(Kinds));
        for (var round = 1; cuts.Count > 0; round++)
        {
            var plan = new ClusterPlan(Path.Combine(options.Folder, $"study-{round}"), grid, options.LeaseSeconds) { Around = star.Enter };
            await using var cluster = new Cluster(certificates.Secure(plan, $"https://{Star.CoordinatorAddress}:{Port}"));
            await cluster.StartAsync(Nodes);
            await ProgressAsync(cluster, await CountAsync(cluster, Nodes), Cluster.Patience);
            while (cuts.Count > 0 && (await cluster.ReadAsync()).Waiting > 2 * Nodes.Length)
            {
                await PartitionAsync(cluster, star, cuts.Dequeue(), options, tally, random);
            }

            await Ending.ComeToAsync(cluster, undisturbed, tally);
        }
    }

    /// <summary>Both ways and each one way; both ways is now a pulled cable and now a silent loss.</summary>
    private static IEnumerable<Cut> Kinds(int number) =>
        [number % 2 == 0 ? Cut.LinkDown : Cut.BothWays, Cut.FromCoordinator, Cut.ToCoordinator];

    private static async Task PartitionAsync(
        Cluster cluster, Star star, Cut cut, FaultsOptions options, Tally tally, Random random)
    {
        string[] nodes = random.Next(2) == 0 ? Nodes : [Nodes[random.Next(Nodes.Length)]];
        var length = TimeSpan.FromSeconds(options.LeaseSeconds * (0.3 + (2.2 * random.NextDouble())));
        foreach (var node in nodes)
        {
            await star.CutAsync(node, cut);
        }

        var end = Task.Delay(length);
        foreach (var node in nodes)
        {
            Breach.Require(!await star.ConnectsAsync(node, Port), $"{node} is not cut off ({cut}), so that this shows nothing");
        }

        await end;
        foreach (var node in nodes)
        {
            await star.HealAsync(node);
        }

        var times = await ProgressAsync(cluster, await CountAsync(cluster, nodes), ProgressWithin);
        tally.Add(cut switch
        {
            Cut.LinkDown => "both ways, the cable pulled",
            Cut.BothWays => "both ways, silently",
            Cut.FromCoordinator => "from the coordinator to nodes",
            _ => "from nodes to the coordinator",
        });
        tally.Add(length.TotalSeconds > options.LeaseSeconds ? "  longer than the lease" : "  shorter than the lease");
        foreach (var time in times)
        {
            tally.Took("from healing to a node's next event in the store", time);
        }
    }

    private static async Task<Dictionary<string, int>> CountAsync(Cluster cluster, IReadOnlyList<string> nodes)
    {
        var study = await cluster.ReadAsync();
        return nodes.ToDictionary(n => n, study.EventsOf);
    }

    /// <summary>Waits until each node has had a part in something new.</summary>
    /// <returns>How long that took each.</returns>
    private static async Task<IReadOnlyCollection<TimeSpan>> ProgressAsync(
        Cluster cluster, Dictionary<string, int> before, TimeSpan within)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var times = new Dictionary<string, TimeSpan>();
        await Wait.UntilAsync(
            $"progress of {string.Join(", ", before.Keys)} ({cluster.Plan.Folder})",
            async () =>
            {
                var study = await cluster.ReadAsync();
                foreach (var (node, count) in before)
                {
                    if (!times.ContainsKey(node) && (study.IsComplete || study.EventsOf(node) > count))
                    {
                        times.Add(node, watch.Elapsed);
                    }
                }

                return times.Count == before.Count;
            },
            within);
        return times.Values;
    }
}
