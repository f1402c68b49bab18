using System.Text.Json.Nodes;
using ActorSearch.Cli.Tests.Clusters;
using ActorSearch.Cli.Tests.Support;
using ActorSearch.Http.Dashboard;

namespace ActorSearch.Cli.Tests.Dashboard;

/// <summary>Real searches, followed in the way of a browser.</summary>
public sealed class DashboardRunTests : IDisposable
{
    private const string Many = "many.yaml";
    private const string Small = "small.yaml";

    /// <summary>Four trials that take long enough to be watched.</summary>
    private static readonly string[] Slowly = ["--set", "dataset.train=1000", "--set", "training.epochs=60"];

    /// <summary>What makes of many trials more than anybody waits for.</summary>
    private static readonly string[] Longer = ["--set", "training.epochs=50"];

    private readonly TemporaryFolder _folder = new TemporaryFolder().Add(Small, Experiments.Right).Add(Many, Experiments.Many);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_search_is_followed_to_its_end()
    {
        using var run = Command.Start(_folder.Path, ["run", Small, .. Slowly, "--json", "--dashboard", "0"]);
        using var follower = Follow(run);
        await follower.ReadAsync();
        Assert.False(follower.Document["study"]!["complete"]!.GetValue<bool>());

        Assert.Equal("complete", await follower.FollowAsync());

        var result = run.Finish().MustEndWith(0);
        Assert.True(follower.Changes > 0);
        Assert.True(follower.Document["study"]!["complete"]!.GetValue<bool>());
        Assert.Equal(4, follower.Document["trials"]!["rows"]!.AsArray().Count);
        Assert.All(follower.Document["curves"]!["rows"]!.AsArray(), curve => Assert.NotNull(curve));
        Assert.StartsWith("""{"event":"dashboard","url":"http://127.0.0.1:""", result.Output, StringComparison.Ordinal);
        Assert.Equal(string.Empty, result.Error);
    }

    [Fact]
    public async Task A_search_that_is_interrupted_says_so_and_shows_all_when_it_goes_on()
    {
        long version;
        using (var run = Command.Start(_folder.Path, ["run", Many, .. Longer, "--dashboard", "0"]))
        {
            using var follower = FollowByNotice(run);
            run.WaitFor("[1/");
            await follower.ReadAsync();
            Assert.Equal("interrupted", await follower.FollowAsync(InterruptOnce(run)));
            version = follower.Version;
            Assert.Contains("--resume --dashboard 0", run.Finish().MustEndWith(130).Error, StringComparison.Ordinal);
        }

        using var again = Command.Start(_folder.Path, ["run", Many, .. Longer, "--resume", "--json", "--dashboard", "0"]);
        using var second = Follow(again);
        await second.ReadAsync();
        Assert.InRange(second.Version, version + 1, long.MaxValue);
        Assert.Equal(36, second.Document["trials"]!["rows"]!.AsArray().Count);
        Assert.Contains("completed", second.Document["study"]!["counts"]!.AsObject());
        again.Signal(Command.Interrupt);
        again.Finish().MustEndWith(130);
    }

    [Fact]
    public void A_search_that_nobody_watches_ends_as_ever()
    {
        // The option stands where a port could follow, and the file's name is none.
        var result = Command.Run(_folder.Path, "run", "--dashboard", Small).MustEndWith(0);

        Assert.StartsWith("dashboard: http://127.0.0.1:", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("[4/4]", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_complete_study_shows_its_table_and_is_not_served()
    {
        var first = Command.Run(_folder.Path, "run", Small).MustEndWith(0);

        var again = Command.Run(_folder.Path, "run", Small, "--dashboard").MustEndWith(0);

        Assert.Equal(string.Empty, again.Error);
        Assert.Contains("is already complete", again.Output, StringComparison.Ordinal);
        Assert.Equal(string.Empty, first.Error);
    }

    [Fact]
    public void A_port_that_is_taken_is_refused_before_anything_is_written()
    {
        using var other = LoopbackPort.Take(0);
        var before = _folder.Listing();

        var result = Command.Run(_folder.Path, "run", Small, "--dashboard", $"{other.Port}").MustEndWith(2);

        Assert.Equal($"--dashboard: 127.0.0.1:{other.Port} is in use by another program; stop it, or take another port", result.Error.Trim());
        Assert.Equal(before, _folder.Listing());
    }

    [Fact]
    public void Two_searches_at_a_time_take_two_ports()
    {
        using var first = Command.Start(_folder.Path, ["run", Many, .. Longer, "--json", "--dashboard"]);
        var one = UrlOf(first);
        using var second = Command.Start(_folder.Path, "run", Small, "--store", "other.db", "--json", "--dashboard");
        var other = UrlOf(second);

        Assert.NotEqual(one, other);
        second.Finish().MustEndWith(0);
        first.Signal(Command.Interrupt);
        first.Finish().MustEndWith(130);
    }

    [Fact]
    public async Task A_study_of_a_coordinator_is_followed_to_its_end()
    {
        using var coordinator = Coordinator.Start(_folder);
        using var following = coordinator.Begin(["submit", Small, .. Slowly, "--json", "--dashboard", "0"]);
        using var follower = Follow(following);
        await follower.ReadAsync();
        using var worker = coordinator.BeginWorker("node-a");

        Assert.Equal("complete", await follower.FollowAsync());

        following.Finish().MustEndWith(0);
        Assert.True(follower.Document["study"]!["complete"]!.GetValue<bool>());
        Assert.Contains("node-a/", follower.Document["timeline"]!.ToJsonString(), StringComparison.Ordinal);

        worker.Signal(Command.Terminate);
        worker.Finish().MustEndWith(0);
        coordinator.Stop().MustEndWith(0);
    }

    [Fact]
    public async Task A_study_that_is_followed_again_begins_with_all_that_happened()
    {
        using var coordinator = Coordinator.Start(_folder);
        coordinator.Ask("submit", Small, "--detach").MustEndWith(0);

        using var following = coordinator.Begin("submit", Small, "--resume", "--json", "--dashboard", "0");
        using var follower = Follow(following);
        await follower.ReadAsync();

        Assert.Equal(4, follower.Document["trials"]!["rows"]!.AsArray().Count);
        following.Signal(Command.Interrupt);
        following.Finish().MustEndWith(130);
        coordinator.Stop().MustEndWith(0);
    }

    private static Action InterruptOnce(Command run)
    {
        var isDone = false;
        return () =>
        {
            if (!isDone)
            {
                isDone = true;
                run.Signal(Command.Interrupt);
            }
        };
    }

    private static Follower Follow(Command run) => new(UrlOf(run));

    private static Uri UrlOf(Command run) => new(JsonNode.Parse(run.WaitFor("\"dashboard\""))!["url"]!.GetValue<string>());

    private static Follower FollowByNotice(Command run)
    {
        const string Notice = "dashboard: ";
        run.WaitForError(Notice);
        return new Follower(new Uri(run.ErrorSoFar[Notice.Length..].Trim()));
    }
}
