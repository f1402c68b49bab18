using ActorSearch.Core.Trials;
using ActorSearch.Reporting.TensorBoard;

namespace ActorSearch.Reporting.Tests.TensorBoard;

public sealed class HyperparameterTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actorsearch-events-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_columns_are_the_varied_hyperparameters_then_the_constant_ones_and_the_figures_what_is_looked_for_first()
    {
        Export(new SampleStudy("activation: [relu, tanh], learning_rate: [0.1, 0.01], batch_norm: [true, false], channels: [[4], [8, 4]]"));

        var study = EventReader.HParams(Path.Combine(_folder, "sample", "events.out.tfevents.000000.actorsearch"), "_hparams_/experiment")!.Message(2);

        Assert.Equal("sample", study.Text(6));
        var columns = study.Messages(4).ToList();
        Assert.Equal(["activation", "learning_rate", "batch_norm", "channels"], columns.Take(4).Select(c => c.Text(1)));
        Assert.Equal([1UL, 3, 2, 1], columns.Take(4).Select(c => c.Number(4)));
        Assert.All(columns.Take(4), c => Assert.Equal(1UL, c.Number(7)));
        Assert.All(columns.Skip(4), c => Assert.False(c.Has(7)));
        Assert.Contains("optimizer", columns.Select(c => c.Text(1)));
        Assert.Equal(["relu", "tanh"], columns[0].Message(5).Messages(1).Select(v => v.Text(3)));
        Assert.Equal([0.01, 0.1], columns[1].Message(5).Messages(1).Select(v => v.Double(2)));
        Assert.Equal([0UL, 1], columns[2].Message(5).Messages(1).Select(v => v.Number(4)));
        Assert.Equal(["4", "8-4"], columns[3].Message(5).Messages(1).Select(v => v.Text(3)));
        Assert.Equal("result/validation_accuracy", study.Messages(5).First().Message(1).Text(2));
    }

    [Fact]
    public void Many_numbers_are_a_range()
    {
        Export(new SampleStudy("epochs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]"));

        var column = EventReader.HParams(Path.Combine(_folder, "sample", "events.out.tfevents.000000.actorsearch"), "_hparams_/experiment")!
            .Message(2).Messages(4).First();

        Assert.False(column.Has(5));
        Assert.Equal((1.0, 12.0), (column.Message(6).Double(1), column.Message(6).Double(2)));
    }

    [Fact]
    public void A_row_holds_every_hyperparameter_in_force_and_replicates_are_one_group()
    {
        var study = new SampleStudy("learning_rate: [0.1]", replicates: 2);
        study.Claim("worker-1");
        study.Claim("worker-2");
        Export(study);

        var rows = study.Plans.Select(p => EventReader.HParams(FileOf(p), "_hparams_/session_start_info")!.Message(3)).ToList();

        Assert.Single(rows.Select(r => r.Text(4)).Distinct());
        var values = rows[0].Messages(1).ToDictionary(e => e.Text(1), e => e.Message(2));
        Assert.Equal(0.1, values["learning_rate"].Double(2));
        Assert.Equal("adam", values["optimizer"].Text(3));
        Assert.Equal(0UL, values["batch_norm"].Number(4));
        Assert.Equal(3, values["kernel_size"].Double(2));
    }

    [Theory]
    [InlineData(TrialOutcome.Completed, 1UL)]
    [InlineData(TrialOutcome.Collapsed, 1UL)]
    [InlineData(TrialOutcome.Diverged, 2UL)]
    public void A_row_says_how_its_trial_ended(TrialOutcome outcome, ulong expected)
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        study.Finish(SampleStudy.Completed(0.5) with { Outcome = outcome });
        Export(study);

        Assert.Equal(expected, EventReader.HParams(FileOf(study.Plans[0]), "_hparams_/session_end_info")!.Message(4).Number(1));
    }

    [Fact]
    public void A_row_of_a_trial_that_was_given_up_says_so_and_one_of_a_running_trial_has_no_end()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]").Fail("out of memory");
        study.Begin(SampleStudy.Epoch(0.5));
        Export(study);

        Assert.Equal(2UL, EventReader.HParams(FileOf(study.Plans[0]), "_hparams_/session_end_info")!.Message(4).Number(1));
        Assert.Null(EventReader.HParams(FileOf(study.Plans[1]), "_hparams_/session_end_info"));
    }

    private void Export(SampleStudy study)
    {
        var files = new StudyEventFiles(_folder, "sample");
        foreach (var happened in study.Events)
        {
            files.Add(happened);
        }

        files.Settle();
    }

    private string FileOf(TrialPlan plan) =>
        Assert.Single(Directory.GetFiles(Assert.Single(Directory.GetDirectories(Path.Combine(_folder, "sample"), plan.Id.ToString()[..12] + "*"))));
}
