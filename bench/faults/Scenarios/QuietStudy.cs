using ActorSearch.Faults.Clusters;

namespace ActorSearch.Faults.Scenarios;

/// <summary>Nothing goes wrong: three nodes come to the table of one machine, and no attempt is lost.</summary>
internal sealed class QuietStudy : IScenario
{
    private static readonly string[] Nodes = ["n1", "n2", "n3"];

    public string Name => "study";

    public async Task RunAsync(FaultsOptions options, Tally tally)
    {
        var grid = options.Grid with { Trials = Math.Min(options.Trials, 72) };
        var undisturbed = await RankedTable.UndisturbedAsync(grid, options.Folder);
        var plan = options.Plan(1, grid);
        await using var cluster = new Cluster(plan);
        await cluster.StartAsync(Nodes);
        await using var feed = new EventFeed(plan.Url);
        var study = await Ending.ComeToAsync(cluster, undisturbed, tally);
        StudyCheck.NothingTriedAgain(study, plan.Store);
        tally.Add("events shown, all of them stored", await feed.CheckAsync(study, plan.Store));
    }
}
