using ActorSearch.Core.Studies;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>A machine that has far more to do than it can, and epochs longer than the lease: slow is not dead.</summary>
internal sealed class SlowWorkers : IScenario
{
    private const int BusyPerCore = 3;
    private static readonly string[] Nodes = ["n1", "n2"];

    public string Name => "slow";

    public async Task RunAsync(FaultsOptions options, Tally tally)
    {
        const int leaseSeconds = 2;
        var grid = new FaultsGrid(Trials: 4, Epochs: 2, TrainImages: 10000, Layers: 2, Channels: 32);
        var undisturbed = await RankedTable.UndisturbedAsync(grid, options.Folder);
        var plan = options.Plan(1, grid) with { LeaseSeconds = leaseSeconds };
        await using var cluster = new Cluster(plan);
        await cluster.StartAsync(Nodes);
        var busy = Enumerable.Range(1, BusyPerCore * Environment.ProcessorCount)
            .Select(i => new Member($"busy-{i}", ["sh", "-c", "while :; do :; done"], plan.Folder)).ToList();
        try
        {
            var study = await cluster.CompletionAsync();
            var longest = study.Events.OfType<StudyEvent.EpochReported>().Max(e => e.Metrics.Seconds);
            Breach.Require(longest > leaseSeconds, $"no epoch took longer than the lease, so that this shows nothing: {longest:F1} s at most");
            tally.Add("busy processes beside them", busy.Count);
            tally.Took($"longest epoch, with a lease of {leaseSeconds} s", TimeSpan.FromSeconds(longest));
            StudyCheck.NothingTriedAgain(study, plan.Store);
        }
        finally
        {
            foreach (var member in busy)
            {
                await member.DisposeAsync();
            }
        }

        await Ending.ComeToAsync(cluster, undisturbed, tally);
    }
}
