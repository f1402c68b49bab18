using System.Diagnostics;
using ActorSearch.Core.Studies;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>
/// A worker node is stopped past its lease and goes on. Every second time its training process is not stopped, and has
/// the result ready by then. Every third time it is stopped for so long that its cluster gives it up.
/// </summary>
internal sealed class Stops : IScenario
{
    private const string Stopped = "worker nodes stopped past their lease";
    private static readonly string[] Nodes = ["n1", "n2", "n3"];

    public string Name => "stops";

    public async Task RunAsync(FaultsOptions options, Tally tally)
    {
        var random = new Random(options.Seed);
        var undisturbed = await RankedTable.UndisturbedAsync(options.Grid, options.Folder);
        for (var round = 1; tally[Stopped] < options.Stops; round++)
        {
            var plan = options.Plan(round);
            await using var cluster = new Cluster(plan);
            await cluster.StartAsync(Nodes);
            while (tally[Stopped] < options.Stops && (await cluster.ReadAsync()).Waiting > 2 * Nodes.Length)
            {
                await StopAsync(cluster, Nodes[random.Next(Nodes.Length)], options, tally);
            }

            await Ending.ComeToAsync(cluster, undisturbed, tally);
        }
    }

    private static async Task StopAsync(Cluster cluster, string node, FaultsOptions options, Tally tally)
    {
        var isAlone = tally[Stopped] % 2 == 0;
        var least = TimeSpan.FromSeconds(tally[Stopped] % 3 == 2 ? options.LongSeconds : 0);
        TrialState? held = null;
        await Wait.UntilAsync(
            $"an epoch of a trial that {node} is in the middle of",
            async () =>
            {
                var all = await cluster.ReadAsync();
                held = all.HeldBy(node).FirstOrDefault(t => t.LastEpoch is { Epoch: < 30 });
                return held is not null || all.IsComplete;
            },
            Cluster.Patience);
        if (held is null)
        {
            return;
        }

        var member = cluster.Workers[node];
        Action<Signal> send = isAlone ? member.Send : member.SendToAll;
        send(Signal.Stop);
        var stopped = Stopwatch.StartNew();
        var (trial, attempt) = (held.Plan.Id, held.Attempt);
        await Wait.UntilAsync(
            $"another worker with trial {trial}, whose worker on {node} is stopped",
            async () =>
            {
                var now = (await cluster.ReadAsync()).State.Find(trial)!;
                return now.Attempt > attempt || now.Status == TrialStatus.Ended;
            },
            Cluster.Patience);
        var wasTaken = (await cluster.ReadAsync()).State.Find(trial)!.Attempt > attempt;
        if (wasTaken && least > stopped.Elapsed)
        {
            await Task.Delay(least - stopped.Elapsed);
        }

        var stale = await StaleAsync(cluster);
        var progress = await Progress.NoteAsync(cluster, node);
        var length = stopped.Elapsed;
        send(Signal.Continue);
        if (!wasTaken)
        {
            return; // Its result was on its way when it was stopped, and counts.
        }

        var goesOn = progress.UntilEachAsync(options.ProgressWithin);
        var refusal = Wait.UntilAsync(
            $"the refusal of what {node} says of attempt {attempt} at trial {trial} ({cluster.Coordinator.LogPath})",
            async () => await StaleAsync(cluster) > stale,
            Cluster.Patience);
        await Task.WhenAll(refusal, goesOn);
        tally.Add(Stopped);
        tally.Took("  for", length);
        tally.Add(isAlone ? "  of them alone, while the training went on" : "  of them with their training");
        tally.Took("from going on to the refusal of the late word", await refusal);
        tally.Took("from going on to the node's next event", await goesOn);
    }

    private static async Task<long> StaleAsync(Cluster cluster) => (await cluster.StatusAsync())?["stale"] ?? 0;
}
