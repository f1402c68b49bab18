using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Running;

/// <summary>Event files for TensorBoard and curves as CSV, of real runs.</summary>
public sealed class CurvesTests : IDisposable
{
    private const string Spec = "grid.yaml";

    /// <summary>Length of the record that says what kind of file it is.</summary>
    private const int FirstRecord = 40;

    private readonly TemporaryFolder _folder = new TemporaryFolder().Add(Spec, Experiments.Right);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_writes_the_event_files_that_its_store_gives_later()
    {
        Run("run", Spec, "--tensorboard", "live").MustEndWith(0);

        var report = Run("report", "--tensorboard", "read").MustEndWith(0);

        Assert.StartsWith($"small: curves of 4 trials in {_folder["read"]}", report.Output, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetDirectories(_folder["live/small"]).Length);
        Assert.Equal(Listing("read"), Listing("live"));
    }

    [Fact]
    public void A_run_that_extends_a_study_writes_the_curves_of_its_earlier_trials_too()
    {
        Run("run", Spec).MustEndWith(0);
        _folder.Add(Spec, Experiments.Wider);

        Run("run", Spec, "--extend", "--tensorboard", "live").MustEndWith(0);

        Run("report", "--tensorboard", "read").MustEndWith(0);
        Assert.Equal(6, Directory.GetDirectories(_folder["live/small"]).Length);
        Assert.Equal(Listing("read"), Listing("live"));
    }

    [Fact]
    public void A_complete_study_that_is_run_again_has_its_event_files()
    {
        Run("run", Spec).MustEndWith(0);

        Run("run", Spec, "--tensorboard", "curves").MustEndWith(0);

        Assert.Equal(4, Directory.GetDirectories(_folder["curves/small"]).Length);
    }

    [Fact]
    public void A_run_that_cannot_write_event_files_says_so_once_and_goes_on()
    {
        _folder.AddFolder("curves").Add("curves/small", "in the way");

        var result = Run("run", Spec, "--tensorboard", "curves").MustEndWith(0);

        Assert.Contains("[4/4]", result.Output, StringComparison.Ordinal);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"--tensorboard: {_folder["curves/small"]}: event files cannot be written: ", line, StringComparison.Ordinal);
        Assert.EndsWith("the search goes on without them, and 'actorsearch report --tensorboard' writes them once it can", line, StringComparison.Ordinal);
        Assert.Contains("event files cannot be written", Run("report", "--tensorboard", "curves").MustEndWith(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_interrupted_goes_on_with_its_event_files()
    {
        _folder.Add("many.yaml", Experiments.Many);
        using (var run = Command.Start(_folder.Path, "run", "many.yaml", "--tensorboard", "live"))
        {
            run.WaitFor("[1/");
            run.Signal(Command.Interrupt);
            Assert.Contains(
                $"actorsearch run many.yaml --store {StoreName.Default} --resume --tensorboard live",
                run.Finish().MustEndWith(130).Error,
                StringComparison.Ordinal);
        }

        Run("report", "--tensorboard", "read").MustEndWith(0);
        Assert.Equal(Listing("read"), Listing("live"));

        Run("run", "many.yaml", "--resume", "--tensorboard", "live").MustEndWith(0);

        Run("report", "--tensorboard", "read").MustEndWith(0);
        Assert.Equal(36, Directory.GetDirectories(_folder["live/small"]).Length);
        Assert.Equal(Listing("read"), Listing("live"));
    }

    [Fact]
    public void Curves_come_as_csv_and_into_a_file()
    {
        Run("run", Spec).MustEndWith(0);

        var lines = Run("report", "--curves").MustEndWith(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Run("report", "--curves", "--format", "csv", "--no-times", "--top", "1", "--output", "curves.csv").MustEndWith(0);

        Assert.Equal(5, lines.Length);
        Assert.StartsWith("trial,replicate,outcome,kernel_size,learning_rate,epoch,step,train_loss,", lines[0], StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(_folder["curves.csv"]).Length);
    }

    private CommandResult Run(params IEnumerable<string> arguments) => Command.Run(_folder.Path, arguments);

    /// <summary>Every file with what is in it, but for those of attempts that came to nothing, which hold their first record alone.</summary>
    private string Listing(string folder) => string.Join('\n', Directory.GetFiles(_folder[folder], "*", SearchOption.AllDirectories)
        .Where(f => new FileInfo(f).Length > FirstRecord)
        .Order(StringComparer.Ordinal)
        .Select(f => $"{Path.GetRelativePath(_folder[folder], f)} {Convert.ToHexString(File.ReadAllBytes(f))}"));
}
