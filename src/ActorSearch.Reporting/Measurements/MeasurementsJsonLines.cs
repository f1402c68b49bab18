using System.Text.Json;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Measurements;

/// <summary>
/// Writes the curves of a study's trials as JSON Lines: an object for every measurement, with the names, the order and
/// the choice of <see cref="MeasurementsCsv"/>.
/// </summary>
public static class MeasurementsJsonLines
{
    /// <summary>Writes the curves.</summary>
    public static void Write(StudyMeasurements measurements, Stream output, ReportOptions options)
    {
        var report = measurements.Report;
        foreach (var row in MeasurementsCsv.Rows(report, options))
        {
            foreach (var epoch in measurements.Epochs.GetValueOrDefault(row.Id, []))
            {
                foreach (var line in Lines(report, row, epoch, options))
                {
                    JsonSerializer.Serialize(output, line, CompactJson.Context.MeasurementDocument);
                    output.WriteByte((byte)'\n');
                }
            }
        }
    }

    private static IEnumerable<MeasurementDocument> Lines(StudyReport report, TrialRow row, EpochMetrics epoch, ReportOptions options)
    {
        var end = new MeasurementDocument(
            report.Definition.Name,
            row.Id.ToString(),
            row.Trial.Plan.Replicate,
            row.Outcome,
            StudyReportJson.ValuesOf(report.VariedNames, row.Values),
            epoch.Epoch,
            Step: null,
            epoch.TrainLoss,
            epoch.TrainAccuracy,
            epoch.ValidationLoss,
            epoch.ValidationAccuracy,
            epoch.TestLoss,
            epoch.TestAccuracy,
            options.IncludeTimes ? epoch.Seconds : null);
        return
        [
            .. (epoch.Batches ?? []).Select(b => end with
            {
                Step = b.Step,
                TrainLoss = b.TrainLoss,
                TrainAccuracy = b.TrainAccuracy,
                ValidationLoss = b.ValidationLoss,
                ValidationAccuracy = b.ValidationAccuracy,
                TestLoss = null,
                TestAccuracy = null,
                Seconds = null,
            }),
            end,
        ];
    }
}
