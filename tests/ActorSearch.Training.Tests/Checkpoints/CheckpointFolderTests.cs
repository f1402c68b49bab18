using ActorSearch.Core.Trials;
using ActorSearch.Training.Checkpoints;

namespace ActorSearch.Training.Tests.Checkpoints;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("actorsearch-weights-").FullName;

    [Fact]
    public void The_best_are_kept_whatever_the_order_in_which_they_come()
    {
        var heads = Enumerable.Range(1, 6).Select(i => Trial(i, value: i % 4)).ToArray();
        var random = new Random(1);
        var expected = heads.OrderByDescending(h => h.Value).ThenBy(h => h.Trial).Take(3).Select(h => h.Trial).ToList();

        for (var round = 0; round < 10; round++)
        {
            var folder = new CheckpointFolder(Path.Combine(_path, $"{round}"), keep: 3);
            random.Shuffle(heads);
            foreach (var head in heads)
            {
                Offer(folder, head);
            }

            Assert.Equal(expected, CheckpointFolder.Kept(folder.FolderPath, "tests").Select(h => h.Trial));
            Assert.Equal(3, Files(folder).Length);
        }
    }

    [Fact]
    public void Of_equal_trials_the_smaller_network_is_kept()
    {
        var folder = new CheckpointFolder(_path, keep: 1);
        var (small, large) = (CheckpointFileTests.Head("channels=[2]"), CheckpointFileTests.Head("channels=[3]"));

        Assert.True(Offer(folder, large));
        Assert.True(Offer(folder, small));
        Assert.False(Offer(folder, large));

        Assert.Equal(small.Trial, Assert.Single(CheckpointFolder.Kept(_path, "tests")).Trial);
    }

    [Fact]
    public void A_loss_that_is_to_be_small_is_better_where_it_is_smaller()
    {
        var folder = new CheckpointFolder(_path, keep: 1);
        var objective = new Objective(Metric.ValidationLoss, Maximize: false);

        Offer(folder, Trial(1, 0.5) with { Objective = objective });
        Offer(folder, Trial(2, 0.25) with { Objective = objective });
        Offer(folder, Trial(3, double.NaN) with { Objective = objective });

        Assert.Equal(0.25, Assert.Single(CheckpointFolder.Kept(_path, "tests")).Value);
    }

    [Fact]
    public void Weights_that_are_not_kept_are_never_fetched()
    {
        var folder = new CheckpointFolder(_path, keep: 1);
        Offer(folder, Trial(1, 0.5));

        Assert.False(folder.Offer(Trial(2, 0.25), () => throw new InvalidOperationException()));
    }

    [Fact]
    public void A_run_that_goes_on_keeps_the_better_files_and_removes_the_worse()
    {
        Offer(new CheckpointFolder(_path, keep: 3), Trial(1, 0.1));
        Offer(new CheckpointFolder(_path, keep: 3), Trial(2, 0.9));
        Offer(new CheckpointFolder(_path, keep: 3), Trial(3, 0.2));

        Offer(new CheckpointFolder(_path, keep: 2), Trial(4, 0.5));

        Assert.Equal([0.9, 0.5], CheckpointFolder.Kept(_path, "tests").Select(h => h.Value));
    }

    [Fact]
    public void A_trial_that_is_trained_again_takes_the_place_of_its_own_weights()
    {
        var folder = new CheckpointFolder(_path, keep: 2);
        Offer(folder, Trial(1, 0.5));
        Offer(folder, Trial(2, 0.4));

        Assert.True(Offer(folder, Trial(1, 0.5) with { Epoch = 7 }));

        Assert.Equal([7, 2], CheckpointFolder.Kept(_path, "tests").Select(h => h.Epoch));
    }

    [Fact]
    public void Weights_of_another_study_of_the_name_neither_count_nor_go()
    {
        var folder = new CheckpointFolder(_path, keep: 1);
        Offer(folder, Trial(1, 0.9) with { DataFingerprint = "ff00" });
        Offer(folder, Trial(2, 0.9) with { Seed = 6 });
        Offer(folder, Trial(3, 0.9));

        Assert.True(Offer(new CheckpointFolder(_path, keep: 1, t => t != Trial(3, 0).Trial), Trial(4, 0.1)));

        Assert.Equal(4, Files(folder).Length);
        Assert.False(Offer(folder, Trial(5, 0.2)));
    }

    [Fact]
    public void Studies_do_not_compete()
    {
        var folder = new CheckpointFolder(_path, keep: 1);

        Offer(folder, Trial(1, 0.9));
        Offer(folder, Trial(1, 0.1) with { Study = "other" });

        Assert.Equal(0.9, Assert.Single(CheckpointFolder.Kept(_path, "tests")).Value);
        Assert.Equal(0.1, Assert.Single(CheckpointFolder.Kept(_path, "other")).Value);
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_taken_for_nothing_and_cleared_away()
    {
        var folder = new CheckpointFolder(_path, keep: 1);
        Offer(folder, Trial(1, 0.5));
        var whole = File.ReadAllBytes(CheckpointFolder.PathOf(_path, "tests", Trial(1, 0).Trial));
        var better = CheckpointFolder.PathOf(_path, "tests", Trial(2, 0).Trial);
        File.WriteAllBytes(better + ".4711-00.tmp", whole[..100]);
        Assert.Single(CheckpointFolder.Kept(_path, "tests"));

        Offer(folder, Trial(3, 0.6));

        Assert.Equal([CheckpointFolder.PathOf(_path, "tests", Trial(3, 0).Trial)], Files(folder));
    }

    [Fact]
    public void A_file_that_is_no_checkpoint_stays_and_does_not_count()
    {
        var folder = new CheckpointFolder(_path, keep: 1);
        Directory.CreateDirectory(Path.Combine(_path, "tests"));
        var own = Path.Combine(_path, "tests", "mine.pt");
        File.WriteAllText(own, "mine");

        Assert.True(Offer(folder, Trial(1, 0.5)));

        Assert.Equal("mine", File.ReadAllText(own));
    }

    [Fact]
    public void Threads_that_share_a_folder_keep_the_best_of_all()
    {
        var heads = Enumerable.Range(1, 24).Select(i => Trial(i, value: i / 100.0)).ToArray();
        using var start = new Barrier(4);
        var threads = Enumerable.Range(0, 4).Select(n => new Thread(() =>
        {
            var folder = new CheckpointFolder(_path, keep: 3);
            start.SignalAndWait();
            foreach (var head in heads.Where((_, i) => i % 4 == n))
            {
                Offer(folder, head);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Equal([0.24, 0.23, 0.22], CheckpointFolder.Kept(_path, "tests").Select(h => h.Value));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_path, "file");
        File.WriteAllText(file, string.Empty);

        var refusal = Assert.Throws<CheckpointException>(() => Offer(new CheckpointFolder(file, keep: 1), Trial(1, 0.5)));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_cannot_be_written_cost_nothing_that_was_kept()
    {
        var folder = new CheckpointFolder(_path, keep: 1);
        Offer(folder, Trial(1, 0.5));
        Directory.CreateDirectory(CheckpointFolder.PathOf(_path, "tests", Trial(2, 0).Trial)); // In the way of the file.

        var refusal = Assert.Throws<CheckpointException>(() => Offer(folder, Trial(2, 0.6)));

        Assert.Contains("weights cannot be written", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0.5, Assert.Single(CheckpointFolder.Kept(_path, "tests")).Value);
        Assert.Single(Files(folder));
    }

    [Fact]
    public void A_folder_that_is_not_there_holds_nothing() => Assert.Empty(CheckpointFolder.Kept(Path.Combine(_path, "none"), "tests"));

    public void Dispose() => Directory.Delete(_path, recursive: true);

    /// <summary>One of many trials of equal size.</summary>
    private static CheckpointHead Trial(int number, double value) => CheckpointFileTests.Head(
        FormattableString.Invariant($"channels=[2] learning_rate={number / 1000.0}"), value);

    private static bool Offer(CheckpointFolder folder, CheckpointHead head)
    {
        using var weights = CheckpointFileTests.Build(head);
        return folder.Offer(head, () => weights.state_dict());
    }

    private static string[] Files(CheckpointFolder folder) => Directory.GetFiles(Path.Combine(folder.FolderPath, "tests"), "*.pt*");
}
