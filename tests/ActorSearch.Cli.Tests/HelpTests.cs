using ActorSearch.Cli.Clusters;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests;

/// <summary>What the command says of itself.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("plan", "run", "report", "studies", "show", "inspect", "data", "coordinator", "submit", "status", "keys")]
    [InlineData("run", "--store", "--workers", "--threads", "--device", "--resume", "--extend", "--json", "--verbose", "--log", "--keep-weights", "--weights", "--tensorboard")]
    [InlineData("report", "--curves", "--tensorboard", "--mlflow", "--compare", "--with", "--store", "--study", "--top", "--format", "--output", "table, csv, json, jsonl, markdown, html or experiment")]
    [InlineData("show", "TRIAL", "--store")]
    [InlineData("inspect", "TRIAL", "--store", "--weights", "--retrain", "--output", "--images", "--robustness", "--data", "--json")]
    [InlineData("data", "list", "verify", "fetch")]
    [InlineData("coordinator", "--config", "--listen", "--store", "--token-file", "--certificate-file", "--certificate-key-file", "--link", "--cluster", "--seeds", "--hocon", "--lease-s", "--sharing", "--log", "--verbose")]
    [InlineData("worker", "--config", "--coordinator", "--token-file", "--ca-file", "--link", "--cluster", "--seeds", "--hocon", "--name", "--device", "--workers", "--threads", "--memory-share", "--log")]
    [InlineData("submit", "SPEC", "--coordinator", "--token-file", "--ca-file", "--resume", "--extend", "--detach", "--json", "ACTORSEARCH_COORDINATOR")]
    [InlineData("status", "--coordinator", "--token-file", "--ca-file", "--json", "ACTORSEARCH_TOKEN", "ACTORSEARCH_CA_FILE")]
    [InlineData("keys", "FOLDER", "--host")]
    public void Help_names_what_there_is(string command, params string[] expected)
    {
        using var folder = new TemporaryFolder();
        string[] arguments = command == "plan" ? ["--help"] : [command, "--help"];

        var help = Command.Run(folder.Path, arguments).MustEndWith(0).Output;

        Assert.All(expected, word => Assert.Contains(word, help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("report")]
    [InlineData("coordinator")]
    public void Help_names_the_store_and_the_link_that_this_build_takes_by_itself(string command)
    {
        using var folder = new TemporaryFolder();

        var help = Command.Run(folder.Path, command, "--help").MustEndWith(0).Output;

        Assert.Contains($"[default: {StoreName.Default}]", help, StringComparison.Ordinal);
        Assert.Equal(command == "coordinator", help.Contains($"[default: {LinkWords.Default}]", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_trains_and_writes_nothing()
    {
        using var folder = new TemporaryFolder().Add("grid.yaml", Experiments.Right);
        var before = folder.Listing();

        var plan = Command.Run(folder.Path, "plan", "grid.yaml").MustEndWith(0).Output;

        Assert.StartsWith("small: 4 trials of 4 points", plan, StringComparison.Ordinal);
        Assert.Contains("conv1", plan, StringComparison.Ordinal);
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public void The_data_sets_are_listed()
    {
        using var folder = new TemporaryFolder();

        var list = Command.Run(folder.Path, "data", "list").MustEndWith(0).Output;

        Assert.All(["glyphs", "mnist", "fashion-mnist"], name => Assert.Contains(name, list, StringComparison.Ordinal));
    }
}
