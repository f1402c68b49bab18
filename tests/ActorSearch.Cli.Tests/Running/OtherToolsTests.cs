using System.Text.Json;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Running;

/// <summary>What reports make of real runs for other tools, and of two studies.</summary>
public sealed class OtherToolsTests : IDisposable
{
    private const string Spec = "grid.yaml";

    private readonly TemporaryFolder _folder = new TemporaryFolder().Add(Spec, Experiments.Right);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_study_becomes_an_experiment_of_MLflow_with_a_run_for_every_trial_and_a_second_call_adds_none()
    {
        Run("run", Spec, "--store", "a.db").MustEndWith(0);

        var report = Run("report", "--store", "a.db", "--mlflow", "runs").MustEndWith(0);
        var again = Run("report", "--store", "a.db", "--mlflow", "runs").MustEndWith(0);

        var experiment = Assert.Single(Directory.GetDirectories(_folder["runs"]));
        Assert.StartsWith($"small: 4 runs in {experiment}; look at them with:", report.Output, StringComparison.Ordinal);
        Assert.Equal(report.Output, again.Output);
        Assert.Equal(4, Directory.GetFiles(_folder["runs"], "best_validation_accuracy", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Two_studies_are_set_side_by_side_of_one_store_or_of_two()
    {
        Run("run", Spec, "--store", "a.db").MustEndWith(0);
        Run("run", Spec, "--store", "b.db").MustEndWith(0);
        _folder.Add("other.yaml", Experiments.Right.Replace("study: small", "study: other", StringComparison.Ordinal));
        Run("run", "other.yaml", "--store", "a.db").MustEndWith(0);

        var one = Run("report", "--store", "a.db", "--compare", "small", "other", "--no-times").MustEndWith(0).Output;
        var two = Run("report", "--store", "a.db", "--compare", "small", "small", "--with", "b.db", "--format", "json").MustEndWith(0).Output;

        Assert.StartsWith("small and other", one, StringComparison.Ordinal);
        Assert.Contains("equal in 4", one, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(two);
        Assert.Equal(4, document.RootElement.GetProperty("paired").GetProperty("equal").GetInt32());
        Assert.Contains("the store holds other, small", Run("report", "--store", "a.db", "--compare", "small", "large").MustEndWith(2).Error, StringComparison.Ordinal);
        Assert.Contains("both names mean the study 'small'", Run("report", "--store", "a.db", "--compare", "small", "small", "--with", "./a.db").MustEndWith(2).Error, StringComparison.Ordinal);
        Assert.StartsWith("--with: the name is empty", Run("report", "--store", "a.db", "--compare", "small", "small", "--with", string.Empty).MustEndWith(2).Error, StringComparison.Ordinal);
    }

    private CommandResult Run(params string[] arguments) => Command.Run(_folder.Path, arguments);
}
