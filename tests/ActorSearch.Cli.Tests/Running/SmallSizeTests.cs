using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Running;

/// <summary>Small sizes and changed keys, from the command line to the store.</summary>
public sealed class SmallSizeTests : IDisposable
{
    private const string Spec = "grid.yaml";
    private const string Small = "small:\n  dataset: { train: 100 }\n  model: { kernel_size: 3 }\n";

    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .Add(Spec, Experiments.Right.Replace("study: small", "study: full", StringComparison.Ordinal) + Small);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Both_sizes_live_in_one_store_side_by_side()
    {
        Run("run", Spec, "--small").MustEndWith(0);
        Run("run", Spec).MustEndWith(0);
        Run("run", Spec, "--set", "study=wide", "--set", "space.kernel_size=[1, 3, 5]").MustEndWith(0);

        Assert.Contains("all 2 trials", Run("run", Spec, "--small").MustEndWith(0).Output, StringComparison.Ordinal);
        Assert.Contains("all 4 trials", Run("run", Spec).MustEndWith(0).Output, StringComparison.Ordinal);
        var studies = Run("studies").MustEndWith(0).Output;
        Assert.All(["full ", "full-small ", "wide "], name => Assert.Contains(name, studies, StringComparison.Ordinal));
    }

    [Fact]
    public void A_small_size_changes_nothing_about_the_full_one()
    {
        Run("run", Spec, "--store", "with.db").MustEndWith(0);
        _folder.Add(Spec, File.ReadAllText(_folder[Spec]).Replace(Small, string.Empty, StringComparison.Ordinal));

        Run("run", Spec, "--store", "without.db").MustEndWith(0);

        Assert.Equal(Table("without.db"), Table("with.db"));
    }

    [Fact]
    public void What_is_printed_goes_on_with_a_small_run_as_it_was_asked_for()
    {
        const string Wide = "space.learning_rate=[0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001]";
        string[] options = ["--small", "--set", Wide, "--set", "dataset.train=3000", "--set", "space.kernel_size=[1, 3, 5]"];
        using var run = Command.Start(_folder.Path, ["run", Spec, .. options, "--json"]);
        run.WaitFor("\"trial-ended\"");
        run.Signal(Command.Interrupt);
        var interrupted = run.Finish().MustEndWith(130);

        var command = interrupted.Error.TrimEnd().Split("go on with: actorsearch ")[1];

        Assert.Equal(
            $"run {Spec} --small --set '{Wide}' --set 'dataset.train=3000' --set 'space.kernel_size=[1, 3, 5]' --store {StoreName.Default} --resume", command);
        using var shell = Command.StartProgram("/bin/sh", _folder.Path, "-c", $"exec {Command.Executable} {command}");
        Assert.Contains("full-small: 21 trials", shell.Finish().MustEndWith(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_tells_what_varied_in_it_as_it_was_asked_for()
    {
        Run("run", Spec, "--small").MustEndWith(0);

        var head = Run("report", "--format", "csv").MustEndWith(0).Output.Split('\n')[0];

        Assert.Contains("learning_rate", head, StringComparison.Ordinal);
        Assert.DoesNotContain("kernel_size", head, StringComparison.Ordinal);
    }

    private string Table(string store) => Run("report", "--store", store, "--format", "csv", "--no-times").MustEndWith(0).Output;

    private CommandResult Run(params string[] arguments) => Command.Run(_folder.Path, arguments);
}
