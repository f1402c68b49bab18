using System.Text.Json;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Running;

/// <summary>The forms of a report, of real runs.</summary>
public sealed class ReportFormsTests : IDisposable
{
    private const string Spec = "grid.yaml";

    private readonly TemporaryFolder _folder = new TemporaryFolder().Add(Spec, Experiments.Right);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_best_configuration_is_an_experiment_that_trains_the_very_same_trial_again()
    {
        Run("run", Spec).MustEndWith(0);
        Run("report", "--format", "experiment", "--output", "best.yaml").MustEndWith(0);
        Assert.Equal(File.ReadAllText(_folder["best.yaml"]).TrimEnd(), Run("report", "--format", "experiment").MustEndWith(0).Output.TrimEnd());

        Run("run", "best.yaml").MustEndWith(0);

        var best = Lines("--study", "small")[0];
        var again = Assert.Single(Lines("--study", "small-best"));
        Assert.Equal(
            (best.GetProperty("trial").GetString(), best.GetProperty("metric").GetDouble(), best.GetProperty("test_loss").GetDouble()),
            (again.GetProperty("trial").GetString(), again.GetProperty("metric").GetDouble(), again.GetProperty("test_loss").GetDouble()));
    }

    [Fact]
    public void Output_that_finds_no_room_is_told_in_a_sentence()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");

        using var plan = Command.StartProgram("sh", _folder.Path, "-c", "exec \"$0\" plan \"$1\" > /dev/full", Command.Executable, Spec);

        var error = plan.Finish().MustEndWith(1).Error;
        Assert.StartsWith("actorsearch: No space left on device", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_and_measurements_come_a_line_each()
    {
        Run("run", Spec).MustEndWith(0);

        Assert.Equal(4, Lines().Length);
        Assert.All(Lines("--curves"), l => Assert.Equal(("small", 1), (l.GetProperty("study").GetString(), l.GetProperty("epoch").GetInt32())));
        Assert.Single(Lines("--curves", "--top", "1", "--no-times"));
    }

    [Fact]
    public void A_run_ends_with_the_answer_the_ranking_and_the_command_that_makes_the_page()
    {
        var output = Run("run", Spec).MustEndWith(0).Output;

        var answer = output.IndexOf("\nThe best configuration is ", StringComparison.Ordinal);
        var ranking = output.IndexOf("\nRanking\n", StringComparison.Ordinal);
        Assert.InRange(answer, 0, ranking);
        var line = Assert.Single(output.Split('\n'), l => l.StartsWith("as a page with charts: actorsearch ", StringComparison.Ordinal));
        Run(line.Split(' ')[6..]).MustEndWith(0);
        Assert.StartsWith("<!doctype html>", File.ReadAllText(_folder["report.html"]), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(File.ReadAllText(_folder["report.html"]).TrimEnd(), Run("report", "--format", "html").MustEndWith(0).Output.TrimEnd());
    }

    [Fact]
    public void A_study_without_a_best_configuration_has_no_experiment_and_says_why()
    {
        _folder.Add(Spec, Experiments.Right.Replace("kernel_size: [3, 5]", "kernel_size: [2]", StringComparison.Ordinal));
        Run("run", Spec).MustEndWith(0);

        var refused = Run("report", "--format", "experiment", "--output", "best.yaml").MustEndWith(2);

        Assert.Equal("--format experiment: There is no best configuration: none of 2 trials is ranked (2 rejected).\n", refused.Error);
        Assert.False(File.Exists(_folder["best.yaml"]));
    }

    [Fact]
    public void A_page_is_not_poured_into_a_terminal()
    {
        var refused = Assert.Throws<InputException>(() => ReportForms.Check("html", curves: false, [], isTerminal: true));

        Assert.Equal("--format html: a page is of no use in a terminal; add --output FILE, or send it on with '|' or '>'", refused.Message);
        ReportForms.Check("html", curves: false, [], isTerminal: false);
        ReportForms.Check("table", curves: false, ["--top"], isTerminal: true);
    }

    private JsonElement[] Lines(params IEnumerable<string> options) =>
        [.. Run(["report", "--format", "jsonl", .. options]).MustEndWith(0).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement)];

    private CommandResult Run(params IEnumerable<string> arguments) => Command.Run(_folder.Path, arguments);
}
