using ActorSearch.Core.Clusters;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Networks;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>Nodes are cut off from the coordinator and joined again, in network namespaces of this scenario's own.</summary>
internal sealed class Partitions : IScenario
{
    private const int HttpPort = 7070;
    private const int ClusterPort = 7071;
    private static readonly string[] Nodes = ["n1", "n2", "n3"];

    public string Name => "partitions";

    public async Task RunAsync(FaultsOptions options, Tally tally)
    {
        var random = new Random(options.Seed);
        await using var star = await Star.MakeAsync(Directory.CreateDirectory(options.Folder).FullName, Nodes);
        using var certificates = new Certificates(Path.Combine(options.Folder, "keys"));
        certificates.Issue(Star.CoordinatorAddress);
        var undisturbed = await RankedTable.UndisturbedAsync(options.Grid, options.Folder);
        var cuts = new Queue<(Cut Cut, bool IsLong)>(
            Enumerable.Range(0, options.Partitions).SelectMany(i => Kinds(i).Select(k => (k, options.LongSeconds > 0 && i % 3 == 2))));
        for (var round = 1; cuts.Count > 0; round++)
        {
            await using var cluster = new Cluster(await PlanAsync(options.Plan(round) with { Around = star.Enter }, certificates));
            await cluster.StartAsync(Nodes);
            await (await Progress.NoteAsync(cluster, Nodes)).UntilEachAsync(Cluster.Patience);
            while (cuts.Count > 0 && (await cluster.ReadAsync()).Waiting > 2 * Nodes.Length)
            {
                var (cut, isLong) = cuts.Dequeue();
                if (!await PartitionAsync(cluster, star, cut, isLong, options, tally, random))
                {
                    cuts.Enqueue((cut, isLong));
                }
            }

            await Ending.ComeToAsync(cluster, undisturbed, tally);
        }
    }

    /// <summary>Over HTTP behind a token and TLS; over Akka as in a network that nobody else can reach, which this one is.</summary>
    private static async Task<ClusterPlan> PlanAsync(ClusterPlan plan, Certificates certificates)
    {
        if (plan.Link == LinkKind.Http)
        {
            return certificates.Secure(plan, $"https://{Star.CoordinatorAddress}:{HttpPort}");
        }

        var hocon = Path.Combine(Directory.CreateDirectory(plan.Folder).FullName, "cluster.hocon");
        await File.WriteAllTextAsync(hocon, "actorsearch.cluster.allow-plain-text = on\n");
        return plan with { ClusterNode = $"{Star.CoordinatorAddress}:{ClusterPort}", Hocon = hocon };
    }

    /// <summary>Both ways and each one way; both ways is now a pulled cable and now a silent loss.</summary>
    private static IEnumerable<Cut> Kinds(int number) =>
        [number % 2 == 0 ? Cut.LinkDown : Cut.BothWays, Cut.FromCoordinator, Cut.ToCoordinator];

    /// <returns>Whether it counts: whether there was work left that showed how the nodes went on.</returns>
    private static async Task<bool> PartitionAsync(
        Cluster cluster, Star star, Cut cut, bool isLong, FaultsOptions options, Tally tally, Random random)
    {
        string[] nodes = random.Next(2) == 0 ? Nodes : [Nodes[random.Next(Nodes.Length)]];
        var length = TimeSpan.FromSeconds(isLong
            ? options.LongSeconds * (0.75 + (0.375 * random.NextDouble()))
            : options.LeaseSeconds * (0.3 + (2.2 * random.NextDouble())));
        foreach (var node in nodes)
        {
            await star.CutAsync(node, cut);
        }

        var end = Task.Delay(length);
        foreach (var node in nodes)
        {
            var port = options.Link == LinkKind.Http ? HttpPort : ClusterPort;
            Breach.Require(!await star.ConnectsAsync(node, port), $"{node} is not cut off ({cut}), so that this shows nothing");
        }

        await end;
        foreach (var node in nodes)
        {
            await star.HealAsync(node);
        }

        var progress = await Progress.NoteAsync(cluster, nodes);
        var times = await progress.UntilEachAsync(options.ProgressWithin);
        if (times.Count == 0)
        {
            return false;
        }

        tally.Add(cut switch
        {
            Cut.LinkDown => "both ways, the cable pulled",
            Cut.BothWays => "both ways, silently",
            Cut.FromCoordinator => "from the coordinator to nodes",
            _ => "from nodes to the coordinator",
        });
        tally.Add(nodes.Length == Nodes.Length ? "  of all nodes" : "  of one node");
        tally.Add(length.TotalSeconds > options.LeaseSeconds ? "  longer than the lease" : "  shorter than the lease");
        tally.Took(isLong ? "from a long partition's healing to a node's next event" : "from healing to a node's next event in the store", times);
        return true;
    }
}
