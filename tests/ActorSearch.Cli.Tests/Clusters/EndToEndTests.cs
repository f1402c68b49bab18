using System.Text.Json;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Tests.Running;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Clusters;

/// <summary>A coordinator, a node of workers and people who hand studies in, all as processes.</summary>
public sealed class EndToEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .Add("small.yaml", Experiments.Right)
        .Add("other.yaml", Experiments.Right.Replace("study: small\nseed: 7", "study: other\nseed: 8", StringComparison.Ordinal));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_study_comes_to_the_same_table_as_on_one_machine()
    {
        Command.Run(_folder.Path, "run", "small.yaml", "--store", "alone.db").MustEndWith(0);
        using var coordinator = Coordinator.Start(_folder);
        using var worker = coordinator.BeginWorker("node-a");

        var followed = coordinator.Ask("submit", "small.yaml", "--json").MustEndWith(0);

        var lines = followed.Output.Split('\n').Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        Assert.Equal("study-started", lines[0].GetProperty("event").GetString());
        Assert.Equal(4, lines.Count(l => l.GetProperty("event").GetString() == "trial-ended"));
        Assert.Equal("complete", lines[^1].GetProperty("status").GetString());
        Assert.Equal(UndisturbedRun.TableOf(_folder, "alone.db"), UndisturbedRun.TableOf(_folder, StoreName.Default));
        Assert.Equal(
            UndisturbedRun.TableOf(_folder, "alone.db"),
            coordinator.Ask("report", "--format", "csv", "--no-times").MustEndWith(0).Output);

        var again = coordinator.Ask("submit", "small.yaml").MustEndWith(0).Output;
        Assert.StartsWith("study small is already complete: all 4 trials are recorded in http://", again, StringComparison.Ordinal);
        Assert.Contains("node-a/0", coordinator.Ask("status").MustEndWith(0).Output, StringComparison.Ordinal);

        worker.Signal(Command.Terminate);
        worker.Finish().MustEndWith(0);
        coordinator.Stop().MustEndWith(0);
    }

    [Fact]
    public void A_coordinator_that_is_killed_and_started_anew_costs_nobody_anything()
    {
        Command.Run(_folder.Path, "run", "small.yaml", "--store", "alone.db").MustEndWith(0);
        var first = Coordinator.Start(_folder);
        using var worker = first.BeginWorker("node-a");
        using var following = first.Begin("submit", "small.yaml", "--json");
        following.WaitFor("\"trial-ended\"");
        first.Kill();
        first.Dispose();

        using var second = Coordinator.StartWith(_folder, [], ["--link", "http", "--listen", first.Url]);
        var followed = following.Finish().MustEndWith(0);

        Assert.Equal(4, followed.Output.Split('\n').Count(l => l.Contains("\"trial-ended\"", StringComparison.Ordinal)));
        second.Ask("submit", "other.yaml").MustEndWith(0);
        Assert.Equal(["small", "other"], second.Studies());
        Assert.Equal(
            UndisturbedRun.TableOf(_folder, "alone.db"),
            second.Ask("report", "--study", "small", "--format", "csv", "--no-times").MustEndWith(0).Output);
    }
}
