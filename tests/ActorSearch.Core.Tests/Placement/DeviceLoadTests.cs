using ActorSearch.Core.Placement;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests.Placement;

public class DeviceLoadTests
{
    private const long Budget = 100;

    [Fact]
    public void A_worker_alone_on_its_device_may_ask_for_trials_of_any_size() =>
        Assert.Equal(new ClaimTerms(null, 0), DeviceLoad.Idle(Budget, places: 3).TermsOf(1));

    [Fact]
    public void A_worker_beside_others_may_ask_for_what_they_leave_of_the_memory()
    {
        var load = Taken(DeviceLoad.Idle(Budget, places: 3), (0, 30), (2, 25));

        Assert.Equal(new ClaimTerms(45, 2), load.TermsOf(1));
        Assert.Equal(55, load.ReservedBytes);
    }

    [Fact]
    public void Nobody_may_ask_beside_a_trial_larger_than_the_device() =>
        Assert.Null(Taken(DeviceLoad.Idle(Budget, places: 2), (0, 130)).TermsOf(1));

    [Fact]
    public void Where_memory_is_not_known_only_neighbours_are_counted()
    {
        var load = Taken(DeviceLoad.Idle(budgetBytes: null, places: 2), (0, long.MaxValue / 4));

        Assert.Equal(new ClaimTerms(null, 1), load.TermsOf(1));
        Assert.NotNull(load.Take(1, new Reservation(long.MaxValue / 4, 1, null)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Nobody_may_ask_beside_a_trial_that_allows_no_further_neighbour(int maxNeighbours, bool mayAsk)
    {
        var load = DeviceLoad.Idle(Budget, places: 2).Take(0, new Reservation(10, 1, maxNeighbours))!;

        Assert.Equal(mayAsk, load.TermsOf(1) is not null);
        Assert.Equal(mayAsk, load.Take(1, new Reservation(10, 1, null)) is not null);
    }

    [Fact]
    public void A_trial_that_allows_fewer_neighbours_than_there_are_is_not_taken()
    {
        var load = Taken(DeviceLoad.Idle(Budget, places: 3), (0, 10), (1, 10));

        Assert.Null(load.Take(2, new Reservation(10, 1, MaxNeighbours: 1)));
        Assert.NotNull(load.Take(2, new Reservation(10, 1, MaxNeighbours: 2)));
    }

    [Fact]
    public void Trials_taken_together_are_each_others_neighbours()
    {
        var load = DeviceLoad.Idle(Budget, places: 2);

        Assert.Null(load.Take(0, new Reservation(10, Trials: 3, MaxNeighbours: 1)));
        Assert.Equal(3, Taken(load.Take(0, new Reservation(10, Trials: 3, null))!, (1, 10)).PeakNeighbours(1));
    }

    [Fact]
    public void The_peak_of_neighbours_is_remembered_until_the_place_takes_anew()
    {
        var busy = Taken(DeviceLoad.Idle(Budget, places: 3), (0, 10), (1, 10), (2, 10));
        var quiet = busy.Release(1).Release(2);

        Assert.Equal(2, quiet.PeakNeighbours(0));
        Assert.Equal(0, Taken(quiet.Release(0), (0, 10)).PeakNeighbours(0));
    }

    [Fact]
    public void A_place_that_has_trials_takes_no_others() =>
        Assert.Throws<InvalidOperationException>(() => Taken(DeviceLoad.Idle(Budget, places: 1), (0, 10), (0, 10)));

    [Fact]
    public void Whatever_is_taken_in_whatever_order_stays_within_the_memory_and_the_neighbours_that_trials_allow() =>
        Properties.Holds(Courses, course =>
        {
            var load = DeviceLoad.Idle(Budget, places: 4);
            var taken = new Dictionary<int, Reservation>();
            foreach (var (place, asked) in course)
            {
                load = load.Release(place);
                taken.Remove(place);
                var terms = load.TermsOf(place);
                var after = load.Take(place, asked);

                Assert.True(taken.Count > 0 || terms == new ClaimTerms(null, 0), "a place with nothing beside it can always ask");
                Assert.True(taken.Count > 0 || after is not null, "a trial alone is always taken");
                Assert.True(terms is not null || after is null, "what must not be asked for is not taken");
                Assert.Equal(Fits(terms, asked), after is not null);
                if (after is not null)
                {
                    load = after;
                    taken.Add(place, asked);
                }

                Assert.Equal(taken.Values.Sum(t => t.MemoryBytes), load.ReservedBytes);
                Assert.True(taken.Count == 1 || load.ReservedBytes <= Budget, "over the device's memory");
                Assert.All(taken.Values, t => Assert.True(taken.Count - 1 <= (t.MaxNeighbours ?? int.MaxValue), "too many neighbours"));
                Assert.All(taken.Keys, p => Assert.True(load.PeakNeighbours(p) >= taken.Count - 1));
            }
        });

    /// <summary>What the coordinator grants on terms is what the device takes, as long as nothing changes in between.</summary>
    private static bool Fits(ClaimTerms? terms, Reservation asked) =>
        terms is { } t && asked.MemoryBytes <= (t.MemoryBytes ?? long.MaxValue) && t.Neighbours <= (asked.MaxNeighbours ?? int.MaxValue);

    private static DeviceLoad Taken(DeviceLoad load, params (int Place, long Bytes)[] taken) =>
        taken.Aggregate(load, (l, t) => l.Take(t.Place, new Reservation(t.Bytes, 1, null))!);

    private static Gen<(int Place, Reservation Asked)[]> Courses
    {
        get
        {
            var step = from place in Gen.Choose(0, 3)
                       from bytes in Gen.Choose(0, 130)
                       from limit in Gen.Frequency((3, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 3).Select(n => (int?)n)))
                       select (place, new Reservation(bytes, 1, limit));
            return step.ArrayOf(40);
        }
    }
}
