using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests;

/// <summary>The experiments that come with the project.</summary>
public sealed class ExperimentFilesTests
{
    [Theory]
    [InlineData("quickstart.yaml", 12)]
    [InlineData("mnist-grid.yaml", 72)]
    public void Every_experiment_plans_without_a_rejected_trial(string file, int trials)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(Checkout.Root(), "experiments", file);

        var plan = Command.Run(folder.Path, "plan", path).MustEndWith(0).Output;

        Assert.Contains($": {trials} trials of {trials} points", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Rejected", plan, StringComparison.Ordinal);
    }
}
