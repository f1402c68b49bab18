using System.Collections.Immutable;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Timelines;

/// <summary>Where the time went as tables, for any writer that draws tables.</summary>
public static class TimelineTables
{
    /// <summary>
    /// Seconds by worker and kind, then the sum of all workers and its share; no rows where nobody worked. Some row for each
    /// worker would say little of a large cluster: those behind the first are added up.
    /// </summary>
    /// <param name="timeline">Where the time went.</param>
    /// <param name="mostWorkers">Rows of workers, at least 1.</param>
    public static TextTable Totals(StudyTimeline timeline, int mostWorkers = 20)
    {
        var workers = timeline.Workers;
        var shown = workers.Length <= mostWorkers ? workers.Length : mostWorkers - 1;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        rows.AddRange(workers.Take(shown).Select(w => Row(w.Worker, k => Seconds(w.Totals[k]))));
        if (shown < workers.Length)
        {
            rows.Add(Row($"and {Figures.Count(workers.Length - shown)} more", k => Seconds(Sum(workers.Skip(shown), k))));
        }

        if (!workers.IsEmpty)
        {
            var all = workers.Sum(w => w.Totals.Values.Sum(t => t.Ticks));
            rows.Add(Row("all", k => Seconds(Sum(workers, k))));
            rows.Add(Row("share", k => Figures.Percent(all == 0 ? null : Sum(workers, k).Ticks / (double)all)));
        }

        return new TextTable(
            [new("worker"), .. Enum.GetValues<SpanKind>().Select(k => new TextColumn(WordOf(k), IsNumber: true))], rows.ToImmutable());
    }

    /// <summary>The word for a kind of time, in tables and files.</summary>
    public static string WordOf(SpanKind kind) => kind switch
    {
        SpanKind.Waiting => "waiting",
        SpanKind.Loading => "loading",
        SpanKind.Training => "training",
        SpanKind.Evaluating => "evaluating",
        SpanKind.Recording => "recording",
        SpanKind.Lost => "lost",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    private static ImmutableArray<string> Row(string name, Func<SpanKind, string> cell) => [name, .. Enum.GetValues<SpanKind>().Select(cell)];

    private static TimeSpan Sum(IEnumerable<WorkerTimeline> workers, SpanKind kind) =>
        workers.Aggregate(TimeSpan.Zero, (sum, w) => sum + w.Totals[kind]);

    private static string Seconds(TimeSpan time) => Figures.Seconds(time.TotalSeconds);
}
