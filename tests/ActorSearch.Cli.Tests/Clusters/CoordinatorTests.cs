using System.Text.Json;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Clusters;

public sealed class CoordinatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .Add("small.yaml", Experiments.Right)
        .Add("other.yaml", Experiments.Right.Replace("study: small", "study: other", StringComparison.Ordinal));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Studies_that_were_handed_in_are_there_after_a_restart()
    {
        using (var first = Coordinator.Start(_folder))
        {
            var told = first.Ask("submit", "small.yaml", "--detach").MustEndWith(0).Output;
            Assert.Equal($"study small: begun; follow it with: actorsearch submit small.yaml --coordinator {first.Url}", told);
            first.Kill();
        }

        using var second = Coordinator.Start(_folder);
        var other = second.Ask("submit", "other.yaml", "--detach", "--json").MustEndWith(0).Output;
        Assert.Equal("""{"event":"study-submitted","study":"other","opening":"begun"}""", other);
        Assert.Equal(["small", "other"], second.Studies());
        Assert.Contains("opening\":\"resumed", second.Ask("submit", "small.yaml", "--detach", "--json").MustEndWith(0).Output, StringComparison.Ordinal);

        second.Stop().MustEndWith(0);
        _folder.AssertStoresAreClosed();
    }

    [Fact]
    public void Whoever_leaves_a_study_is_told_how_to_follow_it_again()
    {
        using var coordinator = Coordinator.Start(_folder);
        using var following = coordinator.Begin("submit", "small.yaml", "--json");
        following.WaitFor("study-started");
        following.Signal(Command.Terminate); // As Ctrl-C, which a shell may have its background ignore.

        var left = following.Finish().MustEndWith(130);

        Assert.Contains(
            $"interrupted with 0 of 4 trials done; the study goes on; follow it with: actorsearch submit small.yaml --coordinator {coordinator.Url}",
            left.Error, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"interrupted\",\"exit_status\":130", left.Output, StringComparison.Ordinal);
        Assert.Equal(["small"], coordinator.Studies());
    }

    [Fact]
    public void A_worker_without_a_coordinator_says_so_on_the_spot()
    {
        using var worker = Command.Start(_folder.Path, "worker", "--link", "http", "--coordinator", "http://127.0.0.1:1", "--name", "a", "--device", "cpu", "--workers", "1");
        worker.WaitFor("worker a: 1 worker on cpu");

        worker.WaitForError("no coordinator at http://127.0.0.1:1: connection refused; is it running?; trying again until it answers\n");

        worker.Signal(Command.Terminate);
        worker.Finish().MustEndWith(0);
    }

    [Fact]
    public void A_file_that_the_coordinator_refuses_is_named_and_nothing_is_recorded()
    {
        _folder.Add("far.yaml", Experiments.Right.Replace("name: glyphs", "name: mnist\n  path: nowhere", StringComparison.Ordinal));
        using var coordinator = Coordinator.Start(_folder);
        coordinator.Ask("submit", "small.yaml", "--detach").MustEndWith(0);

        var noData = coordinator.Ask("submit", "far.yaml").MustEndWith(2).Error;
        Assert.StartsWith("far.yaml:", noData, StringComparison.Ordinal);

        _folder.Add("small.yaml", Experiments.Wider);
        var otherGrid = coordinator.Ask("submit", "small.yaml", "--detach").MustEndWith(2).Error;
        Assert.Contains("with another grid", otherGrid, StringComparison.Ordinal);
        Assert.Matches("\n  [^\n]*kernel_size=7", otherGrid);
        Assert.Contains("opening\":\"extended", coordinator.Ask("submit", "small.yaml", "--detach", "--json", "--extend").MustEndWith(0).Output, StringComparison.Ordinal);
        Assert.Equal(["small"], coordinator.Studies());
    }

    [Fact]
    public void A_store_or_an_address_in_use_is_refused_and_the_first_coordinator_goes_on()
    {
        using var first = Coordinator.Start(_folder);

        var sameStore = Command.Run(_folder.Path, "coordinator", "--link", "http", "--listen", "http://127.0.0.1:0").MustEndWith(2).Error;
        Assert.Contains($"{StoreName.Default} is in use by process", sameStore, StringComparison.Ordinal);
        var sameAddress = Command.Run(_folder.Path, "coordinator", "--link", "http", "--listen", first.Url, "--store", "b.db").MustEndWith(2).Error;
        Assert.Contains("is in use by another program", sameAddress, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["b.db"]), "the refused coordinator made a store");
        var run = Command.Run(_folder.Path, "run", "small.yaml").MustEndWith(2).Error;
        Assert.Contains($"{StoreName.Default} is in use by process", run, StringComparison.Ordinal);

        Assert.Empty(first.Studies());
    }

    [Fact]
    public void Where_no_coordinator_answers_that_is_said_in_a_line()
    {
        string url;
        using (var gone = Coordinator.Start(_folder))
        {
            url = gone.Url;
        }

        var error = Command.Run(_folder.Path, "status", "--coordinator", url).MustEndWith(1).Error;

        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains(url, error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_can_be_read_from_any_machine()
    {
        using var coordinator = Coordinator.Start(_folder);
        coordinator.Ask("submit", "small.yaml", "--detach").MustEndWith(0);

        Assert.StartsWith("small: 4 trials", coordinator.Ask("report").MustEndWith(0).Output, StringComparison.Ordinal);
        Assert.Contains("small", coordinator.Ask("studies").MustEndWith(0).Output, StringComparison.Ordinal);
        var trial = JsonSerializer.Deserialize<JsonElement>(coordinator.Ask("report", "--format", "json").MustEndWith(0).Output);
        Assert.Equal(JsonValueKind.Object, trial.ValueKind);
        Assert.Contains("no study 'large'", coordinator.Ask("report", "--study", "large").MustEndWith(2).Error, StringComparison.Ordinal);
    }
}
