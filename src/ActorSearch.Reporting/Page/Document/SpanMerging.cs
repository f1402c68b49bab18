using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Timelines;

namespace ActorSearch.Reporting.Page.Document;

/// <summary>Puts neighbouring attempts of a worker together where a study has more of them than a chart can show.</summary>
internal static class SpanMerging
{
    /// <summary>Most spans on the page.</summary>
    public const int Most = 2_500;

    /// <summary>One bar of the timeline.</summary>
    /// <param name="Trial">Its trial; null for several put together.</param>
    public readonly record struct Bar(
        TimeSpan From, TimeSpan To, TimeSpan Loading, TimeSpan Training, TimeSpan Evaluating, TimeSpan Recording, bool IsLost, TrialId? Trial);

    /// <summary>How many neighbours become one; 1 leaves all as they are.</summary>
    public static int GroupSize(int spans) => (spans + Most - 1) / Most is > 1 and var size ? size : 1;

    /// <summary>The spans, each so many together; a lost attempt is only ever put together with lost ones.</summary>
    public static IEnumerable<Bar> Merge(IReadOnlyList<TrialSpan> spans, int group)
    {
        for (var start = 0; start < spans.Count;)
        {
            var end = start + 1;
            while (end < spans.Count && end - start < group && spans[end].IsLost == spans[start].IsLost)
            {
                end++;
            }

            yield return end - start == 1 ? Single(spans[start]) : Together(spans, start, end);
            start = end;
        }
    }

    private static Bar Single(TrialSpan s) =>
        new(s.From, s.To, s.Loading, s.Training, s.Evaluating, s.Recording, s.IsLost, s.Trial);

    private static Bar Together(IReadOnlyList<TrialSpan> spans, int start, int end)
    {
        var bar = Single(spans[start]) with { Trial = null };
        for (var i = start + 1; i < end; i++)
        {
            var span = spans[i];
            bar = bar with
            {
                From = span.From < bar.From ? span.From : bar.From,
                To = span.To > bar.To ? span.To : bar.To,
                Loading = bar.Loading + span.Loading,
                Training = bar.Training + span.Training,
                Evaluating = bar.Evaluating + span.Evaluating,
                Recording = bar.Recording + span.Recording,
            };
        }

        return bar;
    }
}
