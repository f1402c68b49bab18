using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Measurements;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Tests.Measurements;

public sealed class MeasurementsCsvTests
{
    [Fact]
    public async Task Every_measurement_has_a_record_those_within_an_epoch_before_its_end_and_the_best_trial_first()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01], kernel_size: [3, 2]");
        study.End(study.Begin(SampleStudy.Epoch(0.5)), SampleStudy.Completed(0.5));
        study.End(
            study.Begin(
                SampleStudy.Epoch(0.25, seconds: 2) with { Batches = [new BatchMetrics(100, 2.5, 0.125, double.NaN, 0.0625)] },
                SampleStudy.Epoch(0.75, epoch: 2, seconds: 4) with { TestLoss = 0.1 + 0.2, TestAccuracy = 0.875 }),
            SampleStudy.Completed(0.75));

        Assert.Equal(
            """
            trial,replicate,outcome,learning_rate,kernel_size,epoch,step,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,test_accuracy,seconds
            58412640e3c15938b38b7fd9572f1ac4,0,completed,0.01,3,1,100,2.5,0.125,NaN,0.0625,,,
            58412640e3c15938b38b7fd9572f1ac4,0,completed,0.01,3,1,,0.5,0.8,0.75,0.25,,,2
            58412640e3c15938b38b7fd9572f1ac4,0,completed,0.01,3,2,,0.5,0.8,0.25,0.75,0.30000000000000004,0.875,4
            03a676f4cfc92096f26558874ea0c330,0,completed,0.1,3,1,,0.5,0.8,0.5,0.5,,,1.5

            """.ReplaceLineEndings("\r\n"),
            await TextAsync(study, ReportOptions.Default));
    }

    [Fact]
    public async Task Top_keeps_the_curves_of_the_first_trials()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]");
        study.End(study.Begin(SampleStudy.Epoch(0.5)), SampleStudy.Completed(0.5));
        study.End(study.Begin(SampleStudy.Epoch(0.75)), SampleStudy.Completed(0.75));

        var records = await RecordsAsync(study, new ReportOptions(Top: 1));

        Assert.StartsWith(study.Plans[1].Id.ToString(), Assert.Single(records), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_came_to_nothing_leaves_no_curve()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]", maxAttempts: 3);
        var failed = study.Begin(SampleStudy.Epoch(0.125), SampleStudy.Epoch(0.25, epoch: 2));
        study.Do(new StudyCommand.Fail(failed.Plan.Id, 1, "out of memory"));

        Assert.Empty(await RecordsAsync(study, ReportOptions.Default));

        Assert.Equal(failed.Plan.Id, study.Begin(SampleStudy.Epoch(0.5)).Plan.Id);
        Assert.Contains(",running,0.1,1,,0.5,0.8,0.5,0.5,", Assert.Single(await RecordsAsync(study, ReportOptions.Default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_that_was_given_up_shows_how_far_its_last_attempt_came()
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        study.Do(new StudyCommand.Fail(study.Begin(SampleStudy.Epoch(0.125)).Plan.Id, 1, "out of memory"));

        Assert.Contains(",failed,1,", Assert.Single(await RecordsAsync(study, ReportOptions.Default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_times_a_rough_run_has_the_curves_of_a_smooth_one()
    {
        var smooth = new SampleStudy("learning_rate: [0.1, 0.01, 0.001]", maxAttempts: 2);
        smooth.End(smooth.Begin(SampleStudy.Epoch(0.5)), SampleStudy.Completed(0.5));
        var rough = new SampleStudy("learning_rate: [0.1, 0.01, 0.001]", maxAttempts: 2);
        rough.Do(new StudyCommand.Fail(rough.Begin(SampleStudy.Epoch(0.1), SampleStudy.Epoch(0.1, epoch: 2)).Plan.Id, 1, "no power"));
        rough.End(rough.Begin(SampleStudy.Epoch(0.5, seconds: 99)), SampleStudy.Completed(0.5));
        rough.Begin(SampleStudy.Epoch(0.3));

        var options = new ReportOptions(IncludeTimes: false);
        Assert.Equal(await TextAsync(smooth, options), await TextAsync(rough, options));
        Assert.NotEmpty(await RecordsAsync(smooth, options));
    }

    private static async Task<string> TextAsync(SampleStudy study, ReportOptions options)
    {
        using var text = new StringWriter();
        MeasurementsCsv.Write(await StudyMeasurements.FromAsync(study.Events.ToAsyncEnumerable()), text, options);
        return text.ToString();
    }

    private static async Task<string[]> RecordsAsync(SampleStudy study, ReportOptions options) =>
        (await TextAsync(study, options)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
}
