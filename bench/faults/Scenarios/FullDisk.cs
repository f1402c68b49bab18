using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Disks;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>The disk under the store is filled while a study runs, and has room again after a while.</summary>
internal sealed class FullDisk : IScenario
{
    private static readonly string[] Nodes = ["n1", "n2"];

    public string Name => "disk";

    public async Task RunAsync(FaultsOptions options, Tally tally)
    {
        var random = new Random(options.Seed);
        var grid = new FaultsGrid(4 * (2 + options.Fills), Epochs: 30, options.TrainImages);
        await using var disk = await TemporaryDisk.MakeAsync(Path.Combine(options.Folder, "disk"), mebibytes: 32);
        var undisturbed = await RankedTable.UndisturbedAsync(grid, options.Folder);
        var plan = options.Plan(1, grid) with
        {
            Store = Path.Combine(disk.Folder, "results.db"),
        };
        await using var cluster = new Cluster(plan);
        await cluster.StartAsync(Nodes);
        await using var feed = new EventFeed(plan.Url);
        for (var fill = 1; fill <= options.Fills; fill++)
        {
            await GrowthAsync(cluster, 1 + random.Next(20));
            disk.Fill();
            var message = await FailureAsync(cluster);
            Breach.Require(
                message.Contains(plan.Store, StringComparison.Ordinal) && message.Contains("no room on the disk", StringComparison.Ordinal),
                $"the status of a coordinator whose disk is full does not name store and reason: {message}");
            await Task.Delay(TimeSpan.FromSeconds(options.LeaseSeconds * 1.5 * random.NextDouble()));
            disk.Free();
            tally.Took("from room on the disk to the next event", await GrowthAsync(cluster, 1));
            tally.Add("disks filled");
        }

        var study = await Ending.ComeToAsync(cluster, undisturbed, tally);
        StudyCheck.NothingTriedAgain(study, plan.Store);
        tally.Add("events shown, all of them stored", await feed.CheckAsync(study, plan.Store));
    }

    private static async Task<TimeSpan> GrowthAsync(Cluster cluster, int events)
    {
        var before = (await cluster.ReadAsync()).Events.Count;
        return await Wait.UntilAsync(
            $"{events} new events in {cluster.Plan.Store}",
            async () => await cluster.ReadAsync() is var now && (now.IsComplete || now.Events.Count >= before + events),
            Cluster.Patience);
    }

    private static async Task<string> FailureAsync(Cluster cluster)
    {
        string? message = null;
        await Wait.UntilAsync(
            $"a status that says why the store on a full disk takes nothing ({cluster.Coordinator.LogPath})",
            async () => (message = (await cluster.StatusAsync())?.StoreFailure) is not null,
            Cluster.Patience);
        return message!;
    }
}
