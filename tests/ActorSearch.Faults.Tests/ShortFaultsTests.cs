using ActorSearch.Faults.Processes;
using ActorSearch.Faults.Scenarios;

namespace ActorSearch.Faults.Tests;

/// <summary>The scenarios of bench/faults in their short form, with real processes.</summary>
public sealed class ShortFaultsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actorsearch-faults-").FullName;

    private FaultsOptions Options => new(_folder)
    {
        Kills = 4,
        CoordinatorKills = 2,
        KillEverySeconds = 0.5,
        Stops = 2,
        Partitions = 1,
        Fills = 1,
        Trials = 16,
        TrainImages = 1500,
        LeaseSeconds = 2,
    };

    [Fact]
    public Task Kills_of_workers_and_of_the_coordinator_lose_nothing_and_change_nothing() => KeepsEveryPromiseAsync(new Kills());

    [Fact]
    public Task The_late_word_of_a_worker_that_was_stopped_past_its_lease_is_refused() => KeepsEveryPromiseAsync(new Stops());

    [Fact]
    public Task Nodes_that_were_cut_off_go_on_when_they_are_joined_again() => KeepsEveryPromiseAsync(new Partitions());

    [Fact]
    public Task A_study_goes_on_once_its_full_disk_has_room() => KeepsEveryPromiseAsync(new FullDisk());

    [Fact]
    public Task A_worker_that_is_merely_slow_keeps_its_trial() => KeepsEveryPromiseAsync(new SlowWorkers());

    [Fact]
    public Task Strangers_are_refused_and_the_cluster_goes_on() => KeepsEveryPromiseAsync(new Security());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task KeepsEveryPromiseAsync(IScenario scenario)
    {
        try
        {
            await scenario.RunAsync(Options, new Tally());
        }
        catch (SkippedException skipped)
        {
            Assert.Skip(skipped.Message);
        }
        catch (Breach breach)
        {
            Assert.Fail($"{breach.Message}\n{LogsIn(_folder)}");
        }
    }

    /// <summary>The ends of all logs: the folder is gone when somebody reads this.</summary>
    private static string LogsIn(string folder) => string.Join('\n', Directory
        .EnumerateFiles(folder, "*.log", SearchOption.AllDirectories)
        .Select(log => $"-- {log}\n{string.Join('\n', File.ReadLines(log).TakeLast(30))}"));
}
