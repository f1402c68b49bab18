using System.Collections.Immutable;
using System.Text.Json;
using ActorSearch.Reporting.SingleTrial;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Plans;

/// <summary>Writes a plan.</summary>
public static class PlanReportWriter
{
    /// <summary>Networks whose layers are shown, unless told otherwise.</summary>
    public const int DefaultMaxNetworks = 20;

    /// <summary>Writes it for people.</summary>
    /// <param name="report">The plan.</param>
    /// <param name="output">Where to.</param>
    /// <param name="width">Columns to keep tables to; null keeps every text whole.</param>
    /// <param name="maxNetworks">Networks whose layers are shown; a line says how many are not.</param>
    public static void WriteText(PlanReport report, TextWriter output, int? width, int maxNetworks = DefaultMaxNetworks)
    {
        var spec = report.Spec;
        var coinciding = report.CoincidingPoints > 0
            ? FormattableString.Invariant($", {report.CoincidingPoints} of them mean the same as an earlier one") : string.Empty;
        var seeds = spec.Replicates > 1 ? FormattableString.Invariant($", {spec.Replicates} replicates each") : string.Empty;
        output.WriteLine(FormattableString.Invariant(
            $"{SafeText.OneLine(spec.Study)}: {Figures.Counted(report.Trials.Length, "trial")} of {Figures.Counted(spec.Space.PointCount, "point")}{coinciding}{seeds}"));
        output.WriteLine(FormattableString.Invariant(
            $"Images {report.Image}, {report.Classes} classes: {report.Splits.Train} to train, {report.Splits.Validation} to validate, {report.Splits.Test} to test"));
        foreach (var dimension in spec.Space.Dimensions)
        {
            output.WriteLine($"  {dimension.Name}: {PlanReportTables.ValuesOf([.. dimension.Values])}");
        }

        output.WriteLine($"Memory: about {Figures.Bytes(report.MaxMemoryBytes)} for the largest trial");
        output.WriteLine($"Work: about {Figures.Large(report.TotalMultiplyAccumulates)} multiply-accumulates");
        if (!report.Rejections.IsEmpty)
        {
            output.WriteLine();
            output.WriteLine(FormattableString.Invariant($"Rejected: {Figures.Counted(report.RejectedTrials, "trial")} that cannot be built"));
            TextTableWriter.Write(
                new TextTable(
                    [new("trials", IsNumber: true), new("reason")],
                    [.. report.Rejections.Select(r => ImmutableArray.Create(Figures.Count(r.Trials), SafeText.OneLine(r.Reason)))]),
                output,
                width);
        }

        if (report.Networks.Length > 1)
        {
            output.WriteLine();
            TextTableWriter.Write(PlanReportTables.Networks(report, maxNetworks), output, width);
        }

        for (var i = 0; i < Math.Min(maxNetworks, report.Networks.Length); i++)
        {
            var network = report.Networks[i];
            var values = string.Join("; ", network.Values.Select(v => $"{v.Key} {PlanReportTables.ValuesOf(v.Value)}"));
            output.WriteLine();
            output.WriteLine(FormattableString.Invariant(
                $"Network {i + 1} of {report.Networks.Length}: {Figures.Counted(network.Trials, "trial")}{(values.Length > 0 ? ": " : string.Empty)}{values}"));
            TextTableWriter.Write(TrialReportTables.Layers(network.Network), output, width);
        }

        if (report.Networks.Length > maxNetworks)
        {
            output.WriteLine();
            output.WriteLine(FormattableString.Invariant($"... and {report.Networks.Length - maxNetworks} more networks."));
        }
    }

    /// <summary>The plan as one line of JSON; docs/REPORT.md describes it.</summary>
    public static string ToJson(PlanReport report, int maxNetworks = DefaultMaxNetworks) => JsonSerializer.Serialize(
        new PlanDocument(
            PlanDocument.SchemaName,
            report.Spec.Study,
            report.Image.ToString(),
            report.Classes,
            report.Splits.Train,
            report.Splits.Validation,
            report.Splits.Test,
            report.Spec.VariedNames,
            report.Spec.Space.PointCount,
            report.CoincidingPoints,
            report.Spec.Replicates,
            report.Trials.Length,
            report.RejectedTrials,
            [.. report.Rejections.Select(r => new RejectionDocument(r.Reason, r.Trials))],
            report.MaxMemoryBytes,
            report.TotalMultiplyAccumulates,
            report.Networks.Length,
            [.. report.Networks.Take(maxNetworks).Select(n => new PlannedNetworkDocument(
                n.Trials,
                new(n.Values.Select(v => KeyValuePair.Create(v.Key, v.Value.Select(x => new ValueDocument(x)).ToImmutableArray()))),
                NetworkDocument.Of(n.Network)))]),
        CompactJson.Context.PlanDocument);
}
