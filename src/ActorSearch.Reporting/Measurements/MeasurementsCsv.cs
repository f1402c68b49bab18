using System.Text;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Measurements;

/// <summary>
/// Writes the curves of a study's trials as CSV, best trial first: a record for every measurement, every number in
/// round-trip form, an empty field for what there is none of. An epoch's measurements within it stand before its end.
/// </summary>
public static class MeasurementsCsv
{
    /// <summary>Writes the curves as UTF-8 without a byte-order mark.</summary>
    public static void Write(StudyMeasurements measurements, Stream output, ReportOptions options)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        Write(measurements, text, options);
    }

    /// <summary>Writes the curves.</summary>
    public static void Write(StudyMeasurements measurements, TextWriter output, ReportOptions options)
    {
        var report = measurements.Report;
        CsvLine.Write(Header(report, options), output);
        foreach (var row in Rows(report, options))
        {
            foreach (var epoch in measurements.Epochs.GetValueOrDefault(row.Id, []))
            {
                foreach (var batch in epoch.Batches ?? [])
                {
                    CsvLine.Write(
                        [.. Trial(row), Figures.Exact(epoch.Epoch), .. Of(batch), .. Seconds(null, options)], output);
                }

                CsvLine.Write([.. Trial(row), Figures.Exact(epoch.Epoch), .. Of(epoch), .. Seconds(epoch.Seconds, options)], output);
            }
        }
    }

    /// <summary>The trials whose curves are written.</summary>
    internal static IEnumerable<TrialRow> Rows(StudyReport report, ReportOptions options) =>
        report.Trials.Take(options.Top ?? int.MaxValue).Where(r => options.IncludeTimes || IsLasting(r));

    /// <summary>How far a trial without a result has come, or came before the machine failed, may differ between two runs.</summary>
    private static bool IsLasting(TrialRow row) => row.Trial.Outcome is not (null or TrialOutcome.Failed);

    private static IEnumerable<string> Header(StudyReport report, ReportOptions options) =>
    [
        "trial", "replicate", "outcome", .. report.VariedNames, "epoch", "step",
        "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "test_loss", "test_accuracy",
        .. options.IncludeTimes ? ["seconds"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Trial(TrialRow row) =>
    [
        row.Id.ToString(), Figures.Exact(row.Trial.Plan.Replicate), row.Outcome,
        .. row.Values.Select(v => v is null ? string.Empty : CsvLine.Text(v.ToString())),
    ];

    private static IEnumerable<string> Of(BatchMetrics batch) =>
    [
        Figures.Exact(batch.Step), Figures.Exact(batch.TrainLoss), Figures.Exact(batch.TrainAccuracy),
        Figures.Exact(batch.ValidationLoss), Figures.Exact(batch.ValidationAccuracy), string.Empty, string.Empty,
    ];

    private static IEnumerable<string> Of(EpochMetrics epoch) =>
    [
        string.Empty, Figures.Exact(epoch.TrainLoss), Figures.Exact(epoch.TrainAccuracy),
        Figures.Exact(epoch.ValidationLoss), Figures.Exact(epoch.ValidationAccuracy),
        Figures.Exact(epoch.TestLoss), Figures.Exact(epoch.TestAccuracy),
    ];

    private static IEnumerable<string> Seconds(double? seconds, ReportOptions options) =>
        options.IncludeTimes ? [Figures.Exact(seconds)] : [];
}
