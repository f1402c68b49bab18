using ActorSearch.Core.Clusters;
using ActorSearch.Faults.Clusters;
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
        LongSecondsAsked = 0,
        Partitions = 1,
        Fills = 1,
        Trials = 16,
        TrainImages = 400,
        LeaseSeconds = 2,
    };

    /// <summary>The links of this stack.</summary>
    public static TheoryData<LinkKind> Links => [.. BuiltLinks.All];

    /// <summary>The link that the stack takes where nobody asks for another; what a link has no part in is tested with this one.</summary>
    private static LinkKind DefaultLink => BuiltLinks.All[0];

    [Theory]
    [MemberData(nameof(Links))]
    public Task Kills_of_workers_and_of_the_coordinator_lose_nothing_and_change_nothing(LinkKind link) => KeepsEveryPromiseAsync(new Kills(), link);

    [Theory]
    [MemberData(nameof(Links))]
    public Task The_late_word_of_a_worker_that_was_stopped_past_its_lease_is_refused(LinkKind link) => KeepsEveryPromiseAsync(new Stops(), link);

    [Theory]
    [MemberData(nameof(Links))]
    public Task Nodes_that_were_cut_off_go_on_when_they_are_joined_again(LinkKind link) => KeepsEveryPromiseAsync(new Partitions(), link);

    [Fact]
    public Task A_study_goes_on_once_its_full_disk_has_room() => KeepsEveryPromiseAsync(new FullDisk(), DefaultLink);

    [Fact]
    public Task A_worker_that_is_merely_slow_keeps_its_trial() => KeepsEveryPromiseAsync(new SlowWorkers(), DefaultLink);

    [Theory]
    [MemberData(nameof(Links))]
    public Task Strangers_are_refused_and_the_cluster_goes_on(LinkKind link) =>
        KeepsEveryPromiseAsync(link == LinkKind.Http ? new Security() : new ClusterStrangers(), link);

    [Fact]
    public void A_link_that_the_stack_lacks_is_named_in_one_line()
    {
        foreach (var link in Enum.GetValues<LinkKind>())
        {
            Assert.Equal(BuiltLinks.All.Contains(link), BuiltLinks.Lacks(link) is null);
            Assert.DoesNotContain('\n', BuiltLinks.Lacks(link) ?? string.Empty);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task KeepsEveryPromiseAsync(IScenario scenario, LinkKind link)
    {
        try
        {
            await scenario.RunAsync(Options with { Link = link }, new Tally());
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
