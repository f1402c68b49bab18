using ActorSearch.Coordination.Links;

namespace ActorSearch.Http.Tests.Client;

public class BackOffTests
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    [Fact]
    public void Pauses_double_up_to_a_bound_and_begin_anew_after_a_success()
    {
        var backOff = new BackOff(Least, Most, draw: () => 1);

        var pauses = Enumerable.Range(0, 8).Select(_ => backOff.Next().TotalSeconds).ToList();
        backOff.Reset();

        Assert.Equal([0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5], pauses);
        Assert.Equal(Least, backOff.Next());
    }

    [Fact]
    public void Each_is_drawn_from_its_upper_half() => Assert.Equal(Least / 2, new BackOff(Least, Most, draw: () => 0).Next());

    [Fact]
    public void A_day_without_success_overflows_nothing()
    {
        var backOff = new BackOff(Least, Most, draw: () => 1);

        Assert.All(Enumerable.Range(0, 100_000).Select(_ => backOff.Next()), p => Assert.InRange(p, Least, Most));
    }
}
