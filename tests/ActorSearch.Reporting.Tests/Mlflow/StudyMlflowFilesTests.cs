using System.Globalization;
using System.Text.RegularExpressions;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Mlflow;

namespace ActorSearch.Reporting.Tests.Mlflow;

public sealed partial class StudyMlflowFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actorsearch-mlflow-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_study_is_an_experiment_and_a_trial_a_run_with_parameters_figures_and_tags()
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        study.End(study.Begin(SampleStudy.Epoch(0.25), SampleStudy.Epoch(0.5, epoch: 2)), SampleStudy.Completed(0.25));

        var experiment = Write(study);
        var run = Assert.Single(RunsOf(experiment));
        var meta = Meta(run);

        Assert.Matches("^[1-9][0-9]{17}$", Path.GetFileName(experiment));
        Assert.Equal("sample", Meta(experiment)["name"]);
        Assert.Equal(Path.GetFileName(experiment), Meta(experiment)["experiment_id"]);
        Assert.Equal(Path.GetFileName(experiment), meta["experiment_id"]);
        Assert.Equal(Path.GetFileName(run), meta["run_id"]);
        Assert.Equal("3", meta["status"]);
        Assert.Equal("active", meta["lifecycle_stage"]);
        Assert.Equal(new Uri(Path.Combine(run, "artifacts")).AbsoluteUri, meta["artifact_uri"]);
        Assert.True(Directory.Exists(Path.Combine(run, "artifacts")));
        Assert.Equal(At(study.Events.OfType<StudyEvent.Leased>().Single()), meta["start_time"]);
        Assert.Equal(At(study.Events.OfType<StudyEvent.Finished>().Single()), meta["end_time"]);
        Assert.Equal("0.1", Text(run, "params/learning_rate"));
        Assert.Equal("relu", Text(run, "params/activation"));
        Assert.Equal("0", Text(run, "params/replicate"));
        Assert.Equal(study.Plans[0].Parameters.ToString(CultureInfo.InvariantCulture), Text(run, "params/parameters"));
        Assert.Equal("completed", Text(run, "tags/outcome"));
        Assert.Equal("1", Text(run, "tags/rank"));
        Assert.Equal("f00d", Text(run, "tags/data_fingerprint"));
        Assert.Equal(meta["run_name"], Text(run, "tags/mlflow.runName"));
        Assert.Contains("seed: 7", Text(experiment, "tags/experiment_file"), StringComparison.Ordinal);
        var epochs = study.Events.OfType<StudyEvent.EpochReported>().Select(At).ToArray();
        Assert.Equal($"{epochs[0]} 0.25 1\n{epochs[1]} 0.5 2\n", Text(run, "metrics/validation_accuracy"));
        Assert.Equal($"{meta["end_time"]} 0.25 1\n", Text(run, "metrics/best_validation_accuracy"));
        Assert.Equal($"{meta["end_time"]} 0.75 1\n", Text(run, "metrics/test_accuracy"));
    }

    [Fact]
    public void Every_outcome_has_its_status_and_a_trial_that_is_not_ranked_no_rank()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]");
        study.Finish(0.5).Diverge("the loss became NaN").Fail("out of disk");
        study.Finish(SampleStudy.Completed(0.4) with { Outcome = TrialOutcome.Stopped, Reason = "did not promise enough" });
        study.Finish(SampleStudy.Completed(0.1) with { Outcome = TrialOutcome.Collapsed, Reason = "no better than chance" });
        study.Claim();

        var runs = RunsOf(Write(study)).ToDictionary(r => Text(r, "tags/outcome"));

        Assert.Equal(
            [("collapsed", "3"), ("completed", "3"), ("diverged", "4"), ("failed", "4"), ("running", "1"), ("stopped", "5"), ("waiting", "2")],
            runs.Select(r => (r.Key, Meta(r.Value)["status"])).Order());
        Assert.Equal(["completed", "stopped", "collapsed"], runs.Where(r => Has(r.Value, "tags/rank")).OrderBy(r => Text(r.Value, "tags/rank")).Select(r => r.Key));
        Assert.Equal("the loss became NaN", Text(runs["diverged"], "tags/reason"));
        Assert.Equal(["running", "waiting"], runs.Where(r => Meta(r.Value)["end_time"] == "null").Select(r => r.Key).Order());
    }

    [Fact]
    public void A_text_that_is_too_long_for_MLflow_is_cut_between_two_characters()
    {
        foreach (var first in new[] { string.Empty, "x" })
        {
            var source = first + string.Concat(Enumerable.Repeat("\U0001F600", 3000));
            var files = new StudyMlflowFiles();
            foreach (var happened in new SampleStudy("learning_rate: [0.1]").Finish(0.5).Events)
            {
                files.Add(happened is StudyEvent.Created c ? c with { Definition = c.Definition with { Source = source } } : happened);
            }

            var experiment = files.Write(_folder);
            var text = Text(experiment, "tags/experiment_file");

            Assert.InRange(text.Length, 4990, 5000);
            Assert.DoesNotContain('\ufffd', text);
            Directory.Delete(experiment, recursive: true);
        }
    }

    [Fact]
    public void Runs_say_whether_their_point_is_in_the_best_group_and_the_experiment_how_points_are_ranked()
    {
        var one = new SampleStudy("learning_rate: [0.1, 0.2]", validationImages: 1000).Finish(0.5).Finish(0.9);
        var two = new SampleStudy("learning_rate: [0.1, 0.2]", replicates: 2).Finish(0.5).Finish(0.9).Finish(0.51).Finish(0.91);

        foreach (var (study, note) in new[] { (one, "Runs are ranked by best"), (two, "are ranked by the mean of best") })
        {
            var experiment = Write(study);

            Assert.Contains(note, Text(experiment, "tags/mlflow.note.content"), StringComparison.Ordinal);
            Assert.All(RunsOf(experiment), r => Assert.Equal(Text(r, "tags/rank") == "1" ? "true" : "false", Text(r, "tags/best_group")));
            Directory.Delete(experiment, recursive: true);
        }

        Assert.False(Has(RunsOf(Write(new SampleStudy("learning_rate: [0.1]").Finish(0.5))).Single(), "tags/best_group"));
    }

    [Fact]
    public void Figures_that_are_no_numbers_are_written_as_Python_reads_them_and_others_to_the_last_bit()
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        study.Begin(
            SampleStudy.Epoch(0.5) with { TrainLoss = double.NaN, ValidationLoss = double.PositiveInfinity, TestLoss = double.NegativeInfinity, TestAccuracy = 1e-300 / 3 });

        var run = Assert.Single(RunsOf(Write(study)));

        Assert.Equal("nan", Values(run, "train_loss").Single());
        Assert.Equal("inf", Values(run, "validation_loss").Single());
        Assert.Equal("-inf", Values(run, "test_loss_by_epoch").Single());
        Assert.Equal(1e-300 / 3, double.Parse(Values(run, "test_accuracy_by_epoch").Single(), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Measurements_within_epochs_are_counted_in_steps_of_the_whole_training()
    {
        var study = new SampleStudy("batch_size: [100]", dataset: "name: glyphs, train: 250");
        study.Begin(SampleStudy.Epoch(0.25), SampleStudy.Epoch(0.5, epoch: 2) with { Batches = [new BatchMetrics(2, 3, 0.25, 4, 0.75)] });

        var run = Assert.Single(RunsOf(Write(study)));

        Assert.EndsWith(" 0.75 5\n", Text(run, "metrics/validation_accuracy_by_step"), StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_a_study_again_changes_nothing_and_one_that_went_on_is_the_same_experiment()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.2]");
        var lease = study.Begin(SampleStudy.Epoch(0.25));
        var experiment = Write(study);
        var files = Files();
        var times = files.Keys.ToDictionary(f => f, File.GetLastWriteTimeUtc);

        Assert.Equal(experiment, Write(study));

        Assert.Equal(files, Files());
        Assert.Equal(times, files.Keys.ToDictionary(f => f, File.GetLastWriteTimeUtc));

        study.End(lease, SampleStudy.Completed(0.75));
        Assert.Equal(experiment, Write(study));
        Assert.Equal(2, RunsOf(experiment).Length);
        Assert.Equal(["completed", "waiting"], RunsOf(experiment).Select(r => Text(r, "tags/outcome")).Order());
    }

    [Fact]
    public void The_figures_of_an_attempt_that_came_to_nothing_go_and_what_others_added_stays()
    {
        var study = new SampleStudy("learning_rate: [0.1]", maxAttempts: 2);
        var lease = study.Begin(SampleStudy.Epoch(0.25));
        var experiment = Write(study);
        var run = Assert.Single(RunsOf(experiment));
        Assert.True(Has(run, "metrics/train_loss"));
        Put(run, "metrics/mine", "1 2 3\n");
        Put(run, "tags/mine", "yes");
        Put(run, "artifacts/model.pt", "weights");
        Put(_folder, "0/meta.yaml", "experiment_id: '0'\nname: Default\n");

        study.Do(new StudyCommand.Fail(lease.Plan.Id, lease.Attempt, "the power went"));
        Write(study);

        Assert.False(Has(run, "metrics/train_loss"));
        Assert.Equal("1 2 3\n", Text(run, "metrics/mine"));
        Assert.Equal("yes", Text(run, "tags/mine"));
        Assert.Equal("weights", Text(run, "artifacts/model.pt"));
        Assert.Equal("experiment_id: '0'\nname: Default\n", Text(_folder, "0/meta.yaml"));
        Assert.Equal("2", Meta(run)["status"]);
    }

    [Fact]
    public void Names_descriptions_and_deletions_made_on_MLflows_page_stay()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.2]").Finish(0.5);
        var experiment = Write(study);
        var done = RunsOf(experiment).Single(r => Text(r, "tags/outcome") == "completed");
        var waiting = RunsOf(experiment).Single(r => r != done);
        Put(done, "tags/mlflow.runName", "the good one");
        Put(done, "tags/mlflow.note.content", "mine");
        Put(waiting, "meta.yaml", Text(waiting, "meta.yaml").Replace("lifecycle_stage: \"active\"", "lifecycle_stage: deleted", StringComparison.Ordinal));
        Put(experiment, "meta.yaml", Text(experiment, "meta.yaml").Replace("\"sample\"", "renamed", StringComparison.Ordinal));

        study.Finish(0.75);
        Write(study);

        Assert.Equal("the good one", Meta(done)["run_name"]);
        Assert.Equal("mine", Text(done, "tags/mlflow.note.content"));
        Assert.Equal("2", Text(done, "tags/rank"));
        Assert.Equal("deleted", Meta(waiting)["lifecycle_stage"]);
        Assert.Equal("waiting", Text(waiting, "tags/outcome"));
        Assert.Equal("renamed", Meta(experiment)["name"]);
    }

    [Fact]
    public void An_experiment_that_was_deleted_on_MLflows_page_is_not_written_a_second_time()
    {
        var study = new SampleStudy("learning_rate: [0.1]").Finish(0.5);
        var experiment = Write(study);
        Directory.CreateDirectory(Path.Combine(_folder, ".trash"));
        Directory.Move(experiment, Path.Combine(_folder, ".trash", Path.GetFileName(experiment)));

        var error = Assert.Throws<MlflowFilesException>(() => Write(study));

        Assert.Contains("was deleted in MLflow", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(experiment));
    }

    [Fact]
    public void The_same_trial_of_two_studies_is_two_runs_and_two_experiments_of_one_name_are_told_apart()
    {
        var first = new SampleStudy("learning_rate: [0.1]").Finish(0.5);
        var later = first.Events.Select(e => e is StudyEvent.Created c ? c with { At = c.At.AddTicks(1) } : e).ToArray();

        var one = Write(first.Events);
        var two = Write(later);

        Assert.NotEqual(one, two);
        Assert.NotEqual(Path.GetFileName(RunsOf(one).Single()), Path.GetFileName(RunsOf(two).Single()));
        Assert.Equal("sample", Meta(one)["name"]);
        Assert.Equal($"sample ({Path.GetFileName(two)})", Meta(two)["name"]);
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\U0001F600 \"quoted\" \\ 'single': # {} \u0085\u2028")]
    [InlineData("")]
    [InlineData("line\nname: other\rlifecycle_stage: deleted")]
    public void Names_from_elsewhere_leave_the_folder_in_order_and_come_back_as_text(string name) => HoldsItsOrder(name);

    [Fact]
    public void A_name_of_any_length_keeps_to_MLflows_limits() =>
        HoldsItsOrder(string.Concat(Enumerable.Repeat("\U0001F600", 9_999)));

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        var study = new SampleStudy("learning_rate: [0.1]").Finish(0.5);
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, string.Empty);

        var error = Assert.Throws<MlflowFilesException>(() => Files(study).Write(file));

        Assert.StartsWith($"{file}: MLflow's files cannot be written", error.Message, StringComparison.Ordinal);
    }

    private void HoldsItsOrder(string hostile)
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.2]").Diverge(hostile).Fail(hostile);
        var experiment = Write(study.Events.Select(e => e switch
        {
            StudyEvent.Created c => c with { Definition = c.Definition with { Name = hostile, DataFingerprint = hostile, Source = hostile } },
            StudyEvent.Leased l => l with { Worker = hostile },
            _ => e,
        }));

        Assert.Equal(_folder, Path.GetDirectoryName(experiment));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Equal(2, RunsOf(experiment).Length);
        foreach (var folder in RunsOf(experiment).Append(experiment))
        {
            Assert.All(File.ReadAllText(Path.Combine(folder, "meta.yaml")), c => Assert.True(c == '\n' || c is >= ' ' and <= '~'));
            Assert.All(File.ReadAllLines(Path.Combine(folder, "meta.yaml")), line => Assert.Matches("^[a-z_]+: (\".*\"|[0-9]+|null|\\[\\])$", line));
            Assert.Equal("active", Meta(folder)["lifecycle_stage"]);
        }

        Assert.InRange(Meta(experiment)["name"].Length, 1, 6 * 250);
        Assert.DoesNotContain('\'', Meta(experiment)["name"]);
        foreach (var file in Files().Keys.Select(f => Path.GetRelativePath(_folder, f).Split('/')).Where(p => p.Length == 4))
        {
            Assert.Matches(ValidName(), file[3]);
            var length = Text(_folder, string.Join('/', file)).Length;
            Assert.True(file[2] switch { "params" => length <= 500, "tags" => length <= 5000, _ => length > 0 });
        }
    }

    /// <summary>What MLflow allows (mlflow/utils/validation.py).</summary>
    [GeneratedRegex(@"^[/\w.\- ]{1,250}$")]
    private static partial Regex ValidName();

    private static string At(StudyEvent happened) => happened.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static StudyMlflowFiles Files(SampleStudy study)
    {
        var files = new StudyMlflowFiles();
        foreach (var happened in study.Events)
        {
            files.Add(happened);
        }

        return files;
    }

    private string Write(SampleStudy study) => Files(study).Write(_folder);

    private string Write(IEnumerable<StudyEvent> events)
    {
        var files = new StudyMlflowFiles();
        foreach (var happened in events)
        {
            files.Add(happened);
        }

        return files.Write(_folder);
    }

    private Dictionary<string, string> Files() =>
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.ReadAllText);

    private static string[] RunsOf(string experiment) =>
        [.. Directory.EnumerateDirectories(experiment).Where(d => Path.GetFileName(d) != "tags")];

    private static bool Has(string folder, string name) => File.Exists(Path.Combine(folder, name));

    private static string Text(string folder, string name) => File.ReadAllText(Path.Combine(folder, name));

    private static void Put(string folder, string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
        File.WriteAllText(Path.Combine(folder, name), text);
    }

    private static IEnumerable<string> Values(string run, string metric) =>
        File.ReadAllLines(Path.Combine(run, "metrics", metric)).Select(l => l.Split(' ')[1]);

    private static Dictionary<string, string> Meta(string folder) => File.ReadAllLines(Path.Combine(folder, "meta.yaml"))
        .Select(l => l.Split(": ", 2))
        .ToDictionary(p => p[0], p => p[1].Trim('"'));
}
