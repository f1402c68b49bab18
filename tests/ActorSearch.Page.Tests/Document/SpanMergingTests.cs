using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Page.Document;
using ActorSearch.Reporting.Timelines;

namespace ActorSearch.Page.Tests.Document;

public sealed class SpanMergingTests
{
    [Fact]
    public void As_many_spans_as_the_page_has_room_for_stay_apart()
    {
        Assert.Equal(1, SpanMerging.GroupSize(0));
        Assert.Equal(1, SpanMerging.GroupSize(SpanMerging.Most));
        Assert.Equal(2, SpanMerging.GroupSize(SpanMerging.Most + 1));
    }

    [Fact]
    public void Neighbours_become_one_with_all_of_their_time()
    {
        TrialSpan[] spans = [.. Enumerable.Range(0, 7).Select(i => Span(i, isLost: false))];

        SpanMerging.Bar[] bars = [.. SpanMerging.Merge(spans, 3)];

        Assert.Equal(3, bars.Length);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(29)), (bars[0].From, bars[0].To));
        Assert.Equal(spans.Sum(s => s.Training.TotalSeconds), bars.Sum(b => b.Training.TotalSeconds));
        Assert.Equal(spans.Sum(s => s.Loading.TotalSeconds), bars.Sum(b => b.Loading.TotalSeconds));
        Assert.Equal([null, null, spans[6].Trial], bars.Select(b => b.Trial));
    }

    [Fact]
    public void A_lost_attempt_is_never_hidden_among_others()
    {
        TrialSpan[] spans = [.. Enumerable.Range(0, 6).Select(i => Span(i, isLost: i == 2))];

        Assert.Equal([false, true, false], SpanMerging.Merge(spans, 3).Select(b => b.IsLost));
    }

    private static TrialSpan Span(int place, bool isLost) => new(
        TrialId.Of(TrialConfig.Empty, place), 1, TimeSpan.FromSeconds(10 * place), TimeSpan.FromSeconds((10 * place) + 9),
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(0.5), isLost);
}
