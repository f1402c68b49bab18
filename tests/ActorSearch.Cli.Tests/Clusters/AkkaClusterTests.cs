using System.Text.Json;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Stacks;
using ActorSearch.Cli.Tests.Running;
using ActorSearch.Cli.Tests.Support;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Tests.Clusters;

/// <summary>A coordinator and workers as nodes of an Akka cluster, all as processes.</summary>
public sealed class AkkaClusterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .Add("small.yaml", Experiments.Right)
        .Add("other.yaml", Experiments.Right.Replace("study: small\nseed: 7", "study: other\nseed: 8", StringComparison.Ordinal));

    public AkkaClusterTests() => Assert.SkipUnless(Stack.This.Has(LinkKind.Akka), "this stack has no Akka");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_study_comes_to_the_same_table_as_on_one_machine_and_every_node_ends_in_good_order()
    {
        Command.Run(_folder.Path, "run", "small.yaml", "--store", "alone.db").MustEndWith(0);
        using var coordinator = Coordinator.StartOverAkka(_folder, Coordinator.FreeAddress());
        using var one = coordinator.BeginWorker("node-a");
        using var other = coordinator.BeginWorker("node-b");

        var followed = coordinator.Ask("submit", "small.yaml", "--json").MustEndWith(0);

        Assert.Equal(4, followed.Output.Split('\n').Count(l => l.Contains("\"trial-ended\"", StringComparison.Ordinal)));
        var status = coordinator.Ask("status").MustEndWith(0).Output;
        Assert.Contains("node-a/0", status, StringComparison.Ordinal);
        Assert.Contains("node-b/0", status, StringComparison.Ordinal);
        foreach (var worker in new[] { one, other })
        {
            worker.Signal(Command.Terminate);
            worker.Finish().MustEndWith(0);
        }

        coordinator.Stop().MustEndWith(0);
        _folder.AssertStoresAreClosed();
        Assert.Equal(UndisturbedRun.TableOf(_folder, "alone.db"), UndisturbedRun.TableOf(_folder, StoreName.Default));
    }

    [Fact]
    public void A_worker_may_be_started_before_its_coordinator_and_says_so()
    {
        var cluster = Coordinator.FreeAddress();
        _folder.AddFolder("node-a");
        using var worker = Command.Start(
            _folder["node-a"], "worker", "--link", "akka", "--seeds", cluster, "--name", "node-a", "--device", "cpu", "--workers", "1");
        worker.WaitFor("worker node-a: 1 worker on cpu");
        worker.WaitForError($"no coordinator in the cluster of {cluster}");

        using var coordinator = Coordinator.StartOverAkka(_folder, cluster);
        coordinator.Ask("submit", "small.yaml").MustEndWith(0);

        worker.Signal(Command.Terminate);
        worker.Finish().MustEndWith(0);
    }

    [Fact]
    public void A_worker_that_no_coordinator_ever_answers_ends_when_it_is_asked_to()
    {
        using var worker = Command.Start(
            _folder.Path, "worker", "--link", "akka", "--seeds", Coordinator.FreeAddress(), "--name", "a", "--device", "cpu", "--workers", "1");
        worker.WaitFor("worker a: 1 worker on cpu");

        worker.Signal(Command.Terminate);

        worker.Finish().MustEndWith(0);
    }

    [Fact]
    public void A_coordinator_that_is_killed_and_started_anew_goes_on_with_the_same_workers()
    {
        var cluster = Coordinator.FreeAddress();
        Command.Run(_folder.Path, "run", "small.yaml", "--store", "alone.db").MustEndWith(0);
        using var first = Coordinator.StartOverAkka(_folder, cluster);
        using var worker = first.BeginWorker("node-a");
        using var following = first.Begin("submit", "small.yaml", "--json");
        following.WaitFor("\"trial-ended\"");
        first.Kill();

        using var second = Coordinator.StartOverAkka(_folder, cluster);
        second.Ask("submit", "other.yaml").MustEndWith(0);
        second.Ask("submit", "small.yaml").MustEndWith(0);

        Assert.Equal(
            UndisturbedRun.TableOf(_folder, "alone.db"),
            second.Ask("report", "--study", "small", "--format", "csv", "--no-times").MustEndWith(0).Output);
    }

    [Fact]
    public void A_second_coordinator_stands_by_and_goes_on_where_the_first_ended()
    {
        var (here, there) = (Coordinator.FreeAddress(), Coordinator.FreeAddress());
        using var first = Start(here);
        var listening = first.WaitFor("listening on ")["listening on ".Length..];
        using var second = Start(there);
        second.WaitFor($"cluster node {there}, waits to coordinate");
        Command.Run(_folder.Path, "submit", "small.yaml", "--detach", "--coordinator", listening).MustEndWith(0);

        first.Signal(Command.Terminate);
        first.Finish().MustEndWith(0);

        var next = second.WaitFor("listening on ")["listening on ".Length..];
        var status = Command.Run(_folder.Path, "status", "--json", "--coordinator", next).MustEndWith(0).Output;
        var studies = JsonSerializer.Deserialize<JsonElement>(status).GetProperty("cluster").GetProperty("studies");
        Assert.Equal("small", Assert.Single(studies.EnumerateArray()).GetProperty("name").GetString());
        second.Signal(Command.Terminate);
        second.Finish().MustEndWith(0);

        Command Start(string cluster) => Command.Start(
            _folder.Path, "coordinator", "--listen", "http://127.0.0.1:0", "--link", "akka", "--cluster", cluster, "--seeds", $"{here},{there}");
    }

    [Fact]
    public void A_store_in_use_ends_a_coordinator_that_was_chosen_and_the_first_goes_on()
    {
        using var first = Coordinator.StartOverAkka(_folder, Coordinator.FreeAddress());

        var refused = Command.Run(
            _folder.Path, "coordinator", "--listen", "http://127.0.0.1:0", "--link", "akka", "--cluster", Coordinator.FreeAddress()).MustEndWith(2).Error;

        Assert.Contains($"{StoreName.Default} is in use by process", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused, StringComparison.Ordinal);
        Assert.Empty(first.Studies());
    }

    [Fact]
    public void An_address_in_use_is_refused_before_anything_is_written()
    {
        var cluster = Coordinator.FreeAddress();
        using var first = Coordinator.StartOverAkka(_folder, cluster);
        using var elsewhere = new TemporaryFolder();

        var refused = Command.Run(elsewhere.Path, "coordinator", "--listen", "http://127.0.0.1:0", "--link", "akka", "--cluster", cluster).MustEndWith(2).Error;

        Assert.Contains($"--cluster: {cluster} is in use by another program", refused, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Listing());
    }
}
