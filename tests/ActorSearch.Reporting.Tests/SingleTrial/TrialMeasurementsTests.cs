using System.Text.Json;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.SingleTrial;

namespace ActorSearch.Reporting.Tests.SingleTrial;

public sealed class TrialMeasurementsTests
{
    [Fact]
    public void Test_figures_of_epochs_are_shown_where_there_are_any()
    {
        var report = Report(SampleStudy.Epoch(0.5), SampleStudy.Epoch(0.75, epoch: 2) with { TestLoss = 0.25, TestAccuracy = 0.875 });

        var table = TrialReportTables.Curve(report);

        Assert.Equal(
            ["epoch", "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "test_loss", "test_accuracy", "seconds"],
            table.Columns.Select(c => c.Header));
        Assert.Equal(["-", "-", "1.5"], table.Rows[0][^3..]);
        Assert.Equal(["0.2500", "0.8750", "1.5"], table.Rows[1][^3..]);
    }

    [Fact]
    public void Measurements_within_epochs_are_counted_for_people()
    {
        using var text = new StringWriter { NewLine = "\n" };

        TrialReportWriter.WriteText(
            Report(
                SampleStudy.Epoch(0.5) with { Batches = [new(1, 1, 1, 1, 1), new(2, 1, 1, 1, 1)] },
                SampleStudy.Epoch(0.5, epoch: 2) with { Batches = [new(1, 1, 1, 1, 1)] }),
            text,
            width: null);

        Assert.Contains("\nWithin these epochs 3 measurements; --json and 'actorsearch report --curves' have them.\n", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_has_the_test_figures_and_the_measurements_within_epochs()
    {
        using var document = JsonDocument.Parse(TrialReportWriter.ToJson(Report(
            SampleStudy.Epoch(0.5),
            SampleStudy.Epoch(0.5, epoch: 2) with { TestLoss = 0.25, TestAccuracy = 0.875, Batches = [new BatchMetrics(100, 1, 0.25, 2, 0.5)] })));

        var epochs = document.RootElement.GetProperty("epochs");
        Assert.False(epochs[0].TryGetProperty("test_loss", out _));
        Assert.False(epochs[0].TryGetProperty("batches", out _));
        Assert.Equal(0.25, epochs[1].GetProperty("test_loss").GetDouble());
        Assert.Equal(0.875, epochs[1].GetProperty("test_accuracy").GetDouble());
        var batch = Assert.Single(epochs[1].GetProperty("batches").EnumerateArray());
        Assert.Equal(
            """{"step":100,"train_loss":1,"train_accuracy":0.25,"validation_loss":2,"validation_accuracy":0.5}""", batch.GetRawText());
    }

    private static TrialReport Report(params EpochMetrics[] epochs)
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        study.Begin(epochs);
        return Assert.IsType<TrialLookup.Found>(TrialReport.Find(study.Events, study.Plans[0].Id.ToString())).Report;
    }
}
