using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Plans;

/// <summary>The tables of a plan, for any writer that draws tables.</summary>
public static class PlanReportTables
{
    private const int MaxValuesNamed = 8;

    /// <summary>The distinct networks on a line each: what sets them apart, and what they cost.</summary>
    /// <param name="report">The plan.</param>
    /// <param name="maxNetworks">Networks that are shown.</param>
    public static TextTable Networks(PlanReport report, int maxNetworks)
    {
        var varied = report.Spec.VariedNames.Where(n => report.Networks.Any(w => w.Values.Any(v => v.Key == n))).ToArray();
        return new TextTable(
            [
                new("network", IsNumber: true), .. varied.Select(n => new TextColumn(n)), new("trials", IsNumber: true),
                new("parameters", IsNumber: true), new("macs", IsNumber: true),
            ],
            [.. report.Networks.Take(maxNetworks).Select((n, i) => ImmutableArray.Create<string>(
            [
                Figures.Exact(i + 1),
                .. varied.Select(name => n.Values.FirstOrDefault(v => v.Key == name).Value is { IsDefault: false } values ? ValuesOf(values) : "all"),
                Figures.Count(n.Trials),
                Figures.Count(n.Network.Parameters),
                Figures.Count(n.Network.MultiplyAccumulates),
            ]))]);
    }

    /// <summary>Values on one line, the first few where there are many.</summary>
    internal static string ValuesOf(ImmutableArray<ParameterValue?> values)
    {
        var named = string.Join(", ", values.Take(MaxValuesNamed).Select(v => v?.ToString() ?? Figures.None));
        return values.Length > MaxValuesNamed
            ? FormattableString.Invariant($"{named}, ... ({values.Length} values)")
            : named;
    }
}
