using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.TensorBoard;

namespace ActorSearch.Reporting.Tests.TensorBoard;

public sealed class StudyEventFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actorsearch-events-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_epoch_is_a_point_of_each_curve_and_the_result_one_at_the_chosen_epoch()
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        study.End(
            study.Begin(SampleStudy.Epoch(0.25), SampleStudy.Epoch(0.5, epoch: 2) with { TestLoss = 3, TestAccuracy = 0.75 }),
            SampleStudy.Completed(0.25));
        Export(study);

        var curves = EventReader.Curves(FileOf(study, 0));

        Assert.Equal([(1, 0.25F), (2, 0.5F)], curves["accuracy/validation"]);
        Assert.Equal([(1, 0.75F), (2, 0.5F)], curves["loss/validation"]);
        Assert.Equal([(1, 0.8F), (2, 0.8F)], curves["accuracy/train"]);
        Assert.Equal([(1, 0.5F), (2, 0.5F)], curves["loss/train"]);
        Assert.Equal([(2, 3F)], curves["loss/test"]);
        Assert.Equal([(2, 0.75F)], curves["accuracy/test"]);
        Assert.Equal([(1, 0.25F)], curves["result/validation_accuracy"]);
        Assert.Equal([(1, 0.25F)], curves["result/test_loss"]);
        Assert.Equal([(1, 0.75F)], curves["result/test_accuracy"]);
        Assert.Equal(9, curves.Count);
    }

    [Fact]
    public void Measurements_within_epochs_are_counted_in_steps_of_the_whole_training_the_smaller_last_batch_too()
    {
        // 250 images in batches of 100 are 3 steps an epoch.
        var study = new SampleStudy("batch_size: [100]", dataset: "name: glyphs, train: 250");
        study.Begin(
            SampleStudy.Epoch(0.25) with { Batches = [new BatchMetrics(2, 1, 0.5, 2, 0.125)] },
            SampleStudy.Epoch(0.5, epoch: 2) with { Batches = [new BatchMetrics(2, 3, 0.25, 4, 0.75)] });
        Export(study);

        var curves = EventReader.Curves(FileOf(study, 0));

        Assert.Equal([(2, 1F), (5, 3F)], curves["loss_by_step/train"]);
        Assert.Equal([(2, 0.5F), (5, 0.25F)], curves["accuracy_by_step/train"]);
        Assert.Equal([(2, 2F), (5, 4F)], curves["loss_by_step/validation"]);
        Assert.Equal([(2, 0.125F), (5, 0.75F)], curves["accuracy_by_step/validation"]);
    }

    [Fact]
    public void Events_have_the_times_of_the_ledger_and_a_file_begins_with_its_version_and_a_fresh_start()
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        study.Begin(SampleStudy.Epoch(0.25));
        Export(study);

        var events = EventReader.Read(FileOf(study, 0));

        Assert.Equal("brain.Event:2", events[0].Text(3));
        Assert.Equal(1UL, events[1].Message(7).Number(1));
        var leased = study.Events.OfType<StudyEvent.Leased>().Single().At;
        var reported = study.Events.OfType<StudyEvent.EpochReported>().Single().At;
        Assert.Equal(leased.ToUnixTimeSeconds(), events[0].Double(1));
        Assert.Equal(reported.ToUnixTimeSeconds(), events[^1].Double(1));
    }

    [Fact]
    public void Following_a_run_and_reading_its_ledger_give_the_same_files()
    {
        var study = Eventful();
        var live = new StudyEventFiles(Path.Combine(_folder, "live"), "sample");
        foreach (var happened in study.Events.Take(3))
        {
            live.Add(happened);
        }

        live.Settle();
        foreach (var happened in study.Events.Skip(3))
        {
            live.Follow(happened);
        }

        Export(study, "read");

        Assert.NotEmpty(Listing("live"));
        Assert.Equal(Listing("read"), Listing("live"));
    }

    [Fact]
    public void A_run_that_goes_on_at_any_event_leaves_the_same_files_as_one_that_never_ended()
    {
        var study = Eventful();
        Export(study, "whole");
        for (var stop = 3; stop < study.Events.Count; stop++)
        {
            Export(study.Events.Take(stop), "resumed");
            var again = new StudyEventFiles(Path.Combine(_folder, "resumed"), "sample");
            foreach (var happened in study.Events.Take(stop))
            {
                again.Add(happened);
                again.SaveEnded();
            }

            again.Settle();
            foreach (var happened in study.Events.Skip(stop))
            {
                again.Follow(happened);
            }

            Assert.Equal(Listing("whole"), Listing("resumed"));
            Directory.Delete(Path.Combine(_folder, "resumed"), recursive: true);
        }
    }

    [Fact]
    public void A_reader_that_has_a_file_open_sees_it_grow_over_a_resume()
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        var lease = study.Begin(SampleStudy.Epoch(0.25));
        Export(study);
        using var reader = new FileStream(FileOf(study, 0), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        study.End(lease, SampleStudy.Completed(0.25));

        Export(study);

        Assert.Equal(new FileInfo(FileOf(study, 0)).Length, reader.Length);
    }

    [Fact]
    public void An_attempt_that_came_to_nothing_leaves_no_file_and_the_next_has_one_of_its_own()
    {
        var study = new SampleStudy("learning_rate: [0.1]", maxAttempts: 2);
        var first = study.Begin(SampleStudy.Epoch(0.25), SampleStudy.Epoch(0.5, epoch: 2));
        Export(study);
        study.Do(new StudyCommand.Fail(first.Plan.Id, 1, "out of memory"));
        Export(study);

        Assert.Equal(["events.out.tfevents.000000.actorsearch"], Directory.EnumerateFileSystemEntries(StudyFolder()).Select(Path.GetFileName));

        study.Begin(SampleStudy.Epoch(0.125));
        Export(study);

        var file = Assert.Single(Directory.GetFiles(FolderOf(study, 0)));
        Assert.Equal("events.out.tfevents.000002.actorsearch", Path.GetFileName(file));
        Assert.Equal([(1, 0.125F)], EventReader.Curves(file)["accuracy/validation"]);
    }

    [Fact]
    public void The_file_of_an_earlier_attempt_goes_with_the_first_word_of_the_next()
    {
        var study = new SampleStudy("learning_rate: [0.1]", maxAttempts: 2);
        var first = study.Begin(SampleStudy.Epoch(0.25));
        Export(study);
        study.Do(new StudyCommand.Fail(first.Plan.Id, 1, "the machine went away"));
        study.Begin(SampleStudy.Epoch(0.5));

        Export(study);

        Assert.Equal([(1, 0.5F)], EventReader.Curves(Assert.Single(Directory.GetFiles(FolderOf(study, 0))))["accuracy/validation"]);
    }

    [Fact]
    public void While_a_run_is_followed_the_file_of_an_attempt_that_came_to_nothing_stays_empty_so_that_a_reader_finds_the_next()
    {
        var study = new SampleStudy("learning_rate: [0.1]", maxAttempts: 2);
        var lease = study.Begin(SampleStudy.Epoch(0.25));
        var files = Export(study);
        var first = FileOf(study, 0);
        study.Do(new StudyCommand.Fail(lease.Plan.Id, 1, "out of memory"));
        files.Follow(study.Events[^1]);

        Assert.Equal("brain.Event:2", Assert.Single(EventReader.Read(first)).Text(3));

        study.Claim();
        files.Follow(study.Events[^1]);
        Assert.Equal([1, 3], Directory.GetFiles(FolderOf(study, 0)).Order(StringComparer.Ordinal).Select(f => EventReader.Read(f).Count));
    }

    [Fact]
    public void What_other_programs_put_into_the_folders_stays()
    {
        var study = new SampleStudy("learning_rate: [0.1]", maxAttempts: 2);
        var lease = study.Begin(SampleStudy.Epoch(0.25));
        Export(study);
        var notes = Path.Combine(FolderOf(study, 0), "notes.txt");
        File.WriteAllText(notes, "mine");
        Directory.CreateDirectory(Path.Combine(StudyFolder(), "baseline-by-hand"));
        study.Do(new StudyCommand.Fail(lease.Plan.Id, 1, "out of memory"));

        Export(study);

        Assert.Equal([notes], Directory.GetFiles(Path.GetDirectoryName(notes)!));
        Assert.True(Directory.Exists(Path.Combine(StudyFolder(), "baseline-by-hand")));
    }

    [Fact]
    public void A_study_that_was_extended_names_its_trials_anew_and_has_none_twice()
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        study.Begin(SampleStudy.Epoch(0.25));
        Export(study);
        Assert.Equal(study.Plans[0].Id.ToString()[..12], Path.GetFileName(FolderOf(study, 0)));
        var wider = new SampleStudy("learning_rate: [0.1, 0.01]");
        study.Do(new StudyCommand.Extend(wider.Definition, wider.Plans));

        Export(study);

        Assert.Equal($"{study.Plans[0].Id.ToString()[..12]}-learning_rate=0.1", Path.GetFileName(Assert.Single(Directory.GetDirectories(StudyFolder()))));
        Assert.Single(Directory.GetFiles(FolderOf(study, 0)));
    }

    [Fact]
    public void Folders_that_cannot_be_written_are_named()
    {
        File.WriteAllText(Path.Combine(_folder, "sample"), "in the way");
        var study = new SampleStudy("learning_rate: [0.1]");
        study.Begin(SampleStudy.Epoch(0.25));

        var exception = Assert.Throws<EventFilesException>(() => Export(study));

        Assert.StartsWith($"{StudyFolder()}: event files cannot be written: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_somebody_else_changed_is_not_written_to()
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        var lease = study.Begin(SampleStudy.Epoch(0.25));
        var files = Export(study);
        File.AppendAllText(FileOf(study, 0), "x");
        study.End(lease, SampleStudy.Completed(0.25));

        var exception = Assert.Throws<EventFilesException>(() => files.Follow(study.Events[^2]));

        Assert.Contains("changed by another program", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_from_elsewhere_cannot_name_a_folder_outside()
    {
        Assert.Equal(Path.Combine(_folder, "_.._x_y"), new StudyEventFiles(_folder, "../../x y").Folder);
        Assert.Equal(Path.Combine(_folder, "_"), new StudyEventFiles(_folder, "..").Folder);
        Assert.True(Path.GetFileName(new StudyEventFiles(_folder, new string('a', 1000)).Folder).Length <= 120);
    }

    /// <summary>Trials that complete, diverge, are tried again, are given up and are at work.</summary>
    private static SampleStudy Eventful()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01, 0.001], kernel_size: [3, 2, 5]", maxAttempts: 2);
        study.End(study.Begin(SampleStudy.Epoch(0.25), SampleStudy.Epoch(0.5, epoch: 2)), SampleStudy.Completed(0.5));
        study.Do(new StudyCommand.Fail(study.Begin(SampleStudy.Epoch(0.125)).Plan.Id, 1, "out of memory"));
        study.Diverge("the loss became NaN");
        study.Do(new StudyCommand.HandBack(study.Begin(SampleStudy.Epoch(0.75)).Plan.Id, 1, "going home"));
        study.Do(new StudyCommand.Open(TimeSpan.FromMinutes(1), WorkersAreGone: true));
        var again = study.Begin(SampleStudy.Epoch(0.5));
        study.Do(new StudyCommand.Fail(again.Plan.Id, again.Attempt, "out of memory"));
        study.Begin(SampleStudy.Epoch(0.375));
        study.Claim("worker-2");
        return study;
    }

    private StudyEventFiles Export(SampleStudy study, string folder = "") => Export(study.Events, folder);

    private StudyEventFiles Export(IEnumerable<StudyEvent> events, string folder)
    {
        var files = new StudyEventFiles(Path.Combine(_folder, folder), "sample");
        foreach (var happened in events)
        {
            files.Add(happened);
            files.SaveEnded();
        }

        files.Settle();
        return files;
    }

    private string StudyFolder() => Path.Combine(_folder, "sample");

    private string FolderOf(SampleStudy study, int trial) =>
        Assert.Single(Directory.GetDirectories(StudyFolder(), study.Plans[trial].Id.ToString()[..12] + "*"));

    private string FileOf(SampleStudy study, int trial) => Assert.Single(Directory.GetFiles(FolderOf(study, trial)));

    private string Listing(string folder) => string.Join('\n', Directory.GetFiles(Path.Combine(_folder, folder), "*", SearchOption.AllDirectories)
        .Where(f => EventReader.Read(f).Count > 1)
        .Order(StringComparer.Ordinal)
        .Select(f => $"{Path.GetRelativePath(Path.Combine(_folder, folder), f)} {Convert.ToHexString(File.ReadAllBytes(f))}"));
}
