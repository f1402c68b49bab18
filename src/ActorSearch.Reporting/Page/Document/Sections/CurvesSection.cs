using System.Collections.Immutable;
using System.Text.Json;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>The trials' curves, a row each, with fewer epochs where all of them would make the page too large.</summary>
internal static class CurvesSection
{
    public static (ReadOnlyMemory<byte>[] Rows, bool Thinned) Of(PageStudy study)
    {
        var curves = study.Trials.Select(t => CurveOf(study, t)).ToArray();
        var kept = CurveBudget.Share(curves.Select(c => c.Length).ToArray(), BestFirst(study));
        var rows = PageJson.Values(
            Enumerable.Range(0, curves.Length).ToArray(),
            (json, i) => Write(json, CurveThinning.Of(curves[i], kept[i], study.Trials[i].Best?.Epoch), curves[i].Length));
        return (rows, curves.Zip(kept).Any(c => c.Second < c.First.Length));
    }

    /// <summary>How far a trial without a result has come may differ between two runs.</summary>
    private static ImmutableArray<EpochMetrics> CurveOf(PageStudy study, TrialRow row) =>
        study.Options.IncludeTimes || row.Trial.Outcome is not (null or TrialOutcome.Failed)
            ? study.Measurements.Epochs.GetValueOrDefault(row.Id, [])
            : [];

    private static int[] BestFirst(PageStudy study) =>
        [.. study.Report.Points.SelectMany(p => p.Trials).Select(t => study.TrialIndex[t.Id])];

    private static void Write(Utf8JsonWriter json, ImmutableArray<EpochMetrics> curve, int whole)
    {
        if (curve.IsEmpty)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        if (curve.Length == whole && curve.Select((e, i) => e.Epoch == i + 1).All(plain => plain))
        {
            json.WriteNullValue();
        }
        else
        {
            json.Array(curve, e => json.WriteNumberValue(e.Epoch));
        }

        Series(json, curve, e => e.TrainLoss);
        Series(json, curve, e => e.TrainAccuracy);
        Series(json, curve, e => e.ValidationLoss);
        Series(json, curve, e => e.ValidationAccuracy);
        Optional(json, curve, e => e.TestLoss);
        Optional(json, curve, e => e.TestAccuracy);
        json.WriteEndArray();
    }

    private static void Series(Utf8JsonWriter json, ImmutableArray<EpochMetrics> curve, Func<EpochMetrics, double?> value) =>
        json.Array(curve, e => json.CurveFigure(value(e)));

    private static void Optional(Utf8JsonWriter json, ImmutableArray<EpochMetrics> curve, Func<EpochMetrics, double?> value)
    {
        if (curve.Any(e => value(e) is not null))
        {
            Series(json, curve, value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
