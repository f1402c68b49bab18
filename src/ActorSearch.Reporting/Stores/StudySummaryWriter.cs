using System.Collections.Immutable;
using System.Text.Json;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Stores;

/// <summary>Writes what a store holds.</summary>
public static class StudySummaryWriter
{
    /// <summary>The studies as a table, for any writer that draws tables.</summary>
    public static TextTable ToTable(IEnumerable<StudySummary> studies) => new(
        [
            new("study"), new("state"), new("ended", IsNumber: true), new("trials", IsNumber: true), new("outcomes"),
            new("objective"), new("best", IsNumber: true), new("best trial"), new("started"), new("last event"),
        ],
        [.. studies.Select(s => ImmutableArray.Create(
            SafeText.OneLine(s.Study),
            s.State,
            Figures.Count(s.Counts.Ended),
            Figures.Count(s.Counts.Total),
            s.Counts.ToString(),
            s.Objective.MetricName,
            Figures.Metric(s.Best?.Mean),
            s.Best?.Trials[0].ShortId ?? Figures.None,
            Figures.Time(s.StartedAt),
            Figures.Time(s.LastEventAt)))]);

    /// <summary>Writes the studies for people.</summary>
    public static void WriteText(IEnumerable<StudySummary> studies, TextWriter output, int? width) =>
        TextTableWriter.Write(ToTable(studies), output, width);

    /// <summary>The studies as one line of JSON; docs/REPORT.md describes it.</summary>
    public static string ToJson(IEnumerable<StudySummary> studies) => JsonSerializer.Serialize(
        new StudiesDocument(
            StudiesDocument.SchemaName,
            [.. studies.Select(s => new StudySummaryDocument(
                s.Study,
                s.State,
                s.Counts.Total,
                s.Counts.Ended,
                new OrderedDictionary<string, int>(s.Counts.ByWord),
                s.Objective.MetricName,
                s.Best?.Mean,
                s.Best?.Trials[0].Id.ToString(),
                s.StartedAt,
                s.LastEventAt))]),
        CompactJson.Context.StudiesDocument);
}
