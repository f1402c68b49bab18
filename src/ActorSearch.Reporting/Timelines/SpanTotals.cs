using System.Collections.Immutable;

namespace ActorSearch.Reporting.Timelines;

/// <summary>
/// Adds a worker's spans up by kind. Where it had several trials at once, each of them counts for its share of that time:
/// for half of it where there were two, whatever each was at. So no time counts twice.
/// </summary>
internal static class SpanTotals
{
    /// <summary>The totals; together they are <paramref name="ran"/>, to the tick.</summary>
    /// <param name="spans">The spans, by their beginnings.</param>
    /// <param name="ran">How long the study ran; the spans lie within that time.</param>
    public static ImmutableSortedDictionary<SpanKind, TimeSpan> Of(ImmutableArray<TrialSpan> spans, TimeSpan ran)
    {
        var totals = Enum.GetValues<SpanKind>().ToDictionary(k => k, _ => 0L);
        totals[SpanKind.Waiting] = ran.Ticks;
        var shares = Shares(spans);
        for (var i = 0; i < spans.Length; i++)
        {
            var (span, share) = (spans[i], shares[i]);
            totals[SpanKind.Waiting] -= share;
            if (span.IsLost)
            {
                totals[SpanKind.Lost] += share;
                continue;
            }

            var left = share;
            Add(SpanKind.Loading, span.Loading);
            Add(SpanKind.Evaluating, span.Evaluating);
            Add(SpanKind.Recording, span.Recording);
            totals[SpanKind.Training] += left;

            void Add(SpanKind kind, TimeSpan part)
            {
                var ticks = Scaled(part.Ticks, share, (span.To - span.From).Ticks);
                totals[kind] += ticks;
                left -= ticks;
            }
        }

        return totals.ToImmutableSortedDictionary(t => t.Key, t => TimeSpan.FromTicks(t.Value));
    }

    private static long Scaled(long part, long share, long whole) => share == whole ? part : (long)((Int128)part * share / whole);

    /// <summary>The ticks that count for each span.</summary>
    private static long[] Shares(ImmutableArray<TrialSpan> spans)
    {
        var shares = new long[spans.Length];
        var ends = spans.SelectMany(s => new[] { s.From.Ticks, s.To.Ticks }).Distinct().Order().ToArray();
        var open = new List<int>();
        var next = 0;
        for (var e = 0; e + 1 < ends.Length; e++)
        {
            var (from, to) = (ends[e], ends[e + 1]);
            open.RemoveAll(i => spans[i].To.Ticks <= from);
            for (; next < spans.Length && spans[next].From.Ticks <= from; next++)
            {
                if (spans[next].To.Ticks > from)
                {
                    open.Add(next);
                }
            }

            for (var k = 0; k < open.Count; k++)
            {
                // What cannot be divided goes to the first ones, a tick each.
                shares[open[k]] += ((to - from) / open.Count) + (k < (to - from) % open.Count ? 1 : 0);
            }
        }

        return shares;
    }
}
