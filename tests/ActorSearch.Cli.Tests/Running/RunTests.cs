using System.Text.Json;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Running;

/// <summary>Runs from beginning to end, on real networks and drawn images.</summary>
public sealed class RunTests : IDisposable
{
    private const string Spec = "grid.yaml";

    private readonly TemporaryFolder _folder = new TemporaryFolder().Add(Spec, Experiments.Right);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_ends_with_a_ranking_and_a_log()
    {
        var result = Run("run", Spec).MustEndWith(0);

        Assert.Contains("[4/4]", result.Output, StringComparison.Ordinal);
        Assert.Contains("rank", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
        var log = Assert.Single(Directory.GetFiles(_folder["logs"]));
        Assert.StartsWith("small-", Path.GetFileName(log), StringComparison.Ordinal);
        Assert.All(File.ReadAllLines(log), line => JsonDocument.Parse(line).Dispose());
        Assert.Contains("exit status 0", File.ReadAllText(log), StringComparison.Ordinal);
    }

    [Fact]
    public void With_json_standard_output_carries_objects_and_nothing_else()
    {
        var result = Run("run", Spec, "--json").MustEndWith(0);

        var events = result.Output.Split('\n').Select(Parse).ToList();
        Assert.Equal("study-started", events[0].GetProperty("event").GetString());
        Assert.Equal("study-ended", events[^1].GetProperty("event").GetString());
        Assert.Equal("complete", events[^1].GetProperty("status").GetString());
        Assert.Equal(4, Count("trial-started"));
        Assert.Equal(4, Count("epoch"));
        Assert.Equal(4, Count("trial-ended"));
        Assert.All(events.Where(e => e.GetProperty("event").GetString() == "trial-ended"), e =>
        {
            Assert.True(e.GetProperty("loading_seconds").GetDouble() >= 0);
            Assert.InRange(e.GetProperty("evaluating_seconds").GetDouble(), double.Epsilon, e.GetProperty("total_seconds").GetDouble());
            Assert.Matches("^.+, libtorch [0-9.]+, actorsearch [0-9.]+ \\((nuget|system) stack\\)$", e.GetProperty("machine").GetString());
        });
        Assert.Empty(result.Error);

        int Count(string kind) => events.Count(e => e.GetProperty("event").GetString() == kind);
    }

    [Fact]
    public void A_complete_study_run_again_says_so_and_trains_nothing()
    {
        var first = Run("run", Spec).MustEndWith(0);

        var again = Run("run", Spec).MustEndWith(0);

        Assert.Contains($"study small is already complete: all 4 trials are recorded in {StoreName.Default}", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("[4/4]", again.Output, StringComparison.Ordinal);
        Assert.EndsWith(first.Output[first.Output.LastIndexOf("small: 4 trials", StringComparison.Ordinal)..], again.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder["logs"]));
    }

    [Fact]
    public void One_worker_and_two_give_the_same_table()
    {
        Run("run", Spec, "--store", "one.db", "--workers", "1").MustEndWith(0);
        Run("run", Spec, "--store", "two.db", "--workers", "2").MustEndWith(0);

        Assert.Equal(Table("one.db"), Table("two.db"));
    }

    [Fact]
    public void A_trial_may_have_several_threads() =>
        Run("run", Spec, "--workers", "1", "--threads", "2").MustEndWith(0);

    [Fact]
    public void A_changed_grid_is_refused_and_extends_when_asked_to()
    {
        Run("run", Spec).MustEndWith(0);
        _folder.Add(Spec, Experiments.Wider);

        var refused = RefusedWithoutATrace("run", Spec);
        Assert.Contains("another grid", refused.Error, StringComparison.Ordinal);
        Assert.Contains("new: 2 trials", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--extend", refused.Error, StringComparison.Ordinal);
        Assert.Contains("another grid", RefusedWithoutATrace("run", Spec, "--resume").Error, StringComparison.Ordinal);

        var extended = Run("run", Spec, "--extend", "--json").MustEndWith(0);
        Assert.Equal(2, extended.Output.Split('\n').Count(l => l.Contains("\"trial-ended\"", StringComparison.Ordinal)));
        Run("run", Spec, "--store", "whole.db").MustEndWith(0);
        Assert.Equal(Table("whole.db"), Table(StoreName.Default));
    }

    [Fact]
    public void A_study_with_another_seed_is_refused()
    {
        Run("run", Spec).MustEndWith(0);
        _folder.Add(Spec, Experiments.Right.Replace("seed: 7", "seed: 8", StringComparison.Ordinal));

        var refused = RefusedWithoutATrace("run", Spec, "--extend");

        Assert.Contains("seed: 7 in the store, 8 in the file", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_that_a_store_cannot_answer_are_refused()
    {
        Run("run", Spec).MustEndWith(0);

        Assert.Contains("there is no study 'large'; the store holds small", RefusedWithoutATrace("report", "--study", "large").Error, StringComparison.Ordinal);
        Assert.Contains("is no trial", RefusedWithoutATrace("show", "xyz").Error, StringComparison.Ordinal);
        Assert.Contains("is no trial", RefusedWithoutATrace("show", string.Empty).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_answers_by_study_and_by_trial()
    {
        Run("run", Spec).MustEndWith(0);

        Assert.Contains("complete", Run("studies").MustEndWith(0).Output, StringComparison.Ordinal);
        var trial = Table(StoreName.Default).Split('\n')[1].Split(',').First(c => c.Length == 32);
        Assert.Contains($"Trial {trial} of small: completed", Run("show", trial[..8]).MustEndWith(0).Output, StringComparison.Ordinal);
        Assert.Equal(trial, Parse(Run("show", trial, "--json").MustEndWith(0).Output).GetProperty("trial").GetString());
    }

    [Fact]
    public void A_report_goes_into_a_file_as_a_whole()
    {
        Run("run", Spec).MustEndWith(0);
        _folder.Add("report.md", "old");

        Run("report", "--format", "markdown", "--output", "report.md").MustEndWith(0);

        Assert.StartsWith("# small", File.ReadAllText(_folder["report.md"]), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.tmp"));
    }

    [Fact]
    public void A_report_into_a_link_replaces_what_it_leads_to()
    {
        Run("run", Spec).MustEndWith(0);
        _folder.Add("report.md", "old");
        File.CreateSymbolicLink(_folder["link.md"], "report.md");

        Run("report", "--format", "markdown", "--output", "link.md").MustEndWith(0);

        Assert.Equal("report.md", new FileInfo(_folder["link.md"]).LinkTarget);
        Assert.StartsWith("# small", File.ReadAllText(_folder["report.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_experiment_may_come_through_a_pipe()
    {
        _folder.AddPipe("pipe.yaml");
        using var plan = Command.Start(_folder.Path, "plan", "pipe.yaml");

        // Opening waits until the command reads, so it is done aside.
        var written = Task.Run(() => File.WriteAllText(_folder["pipe.yaml"], Experiments.Right), TestContext.Current.CancellationToken);

        Assert.StartsWith("small: 4 trials", plan.Finish().MustEndWith(0).Output, StringComparison.Ordinal);
        await written;
    }

    [Fact]
    public void Without_a_name_the_report_is_the_newest_study_s_and_names_the_others()
    {
        Run("run", Spec).MustEndWith(0);
        _folder.Add("later.yaml", Experiments.Right.Replace("study: small", "study: later", StringComparison.Ordinal));
        Run("run", "later.yaml").MustEndWith(0);

        var report = Run("report").MustEndWith(0);

        Assert.StartsWith("later: 4 trials", report.Output, StringComparison.Ordinal);
        Assert.Contains("the newest of 2 studies; --study names another: small", report.Error, StringComparison.Ordinal);
    }

    private CommandResult Run(params IEnumerable<string> arguments) => Command.Run(_folder.Path, arguments);

    private CommandResult RefusedWithoutATrace(params IEnumerable<string> arguments)
    {
        var before = _folder.Listing();
        var result = Run(arguments).MustEndWith(2);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Listing());
        return result;
    }

    private string Table(string store) =>
        Run("report", "--store", store, "--format", "csv", "--no-times").MustEndWith(0).Output;

    private static JsonElement Parse(string line) => JsonSerializer.Deserialize<JsonElement>(line);
}
