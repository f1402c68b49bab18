using System.Runtime.CompilerServices;
using ActorSearch.Core.Experiments;

namespace ActorSearch.Data.Tests;

public sealed class SplitsCacheTests
{
    private static readonly DataSources Nowhere = new("/nowhere");

    private readonly SplitsCache cache = new(capacity: 1);
    private int loads;

    private static DataSplits Splits(string name)
    {
        var one = new ImageSet(1, 1, 1, 1, new byte[1], new byte[1]);
        return new DataSplits(name, one, one, one, "", []);
    }

    private DataSplits Get(string name, Func<DataSplits>? load = null) =>
        cache.GetOrLoad(
            new DataSetSpec(name), 1, Nowhere,
            _ =>
            {
                Interlocked.Increment(ref loads);
                return load is null ? Splits(name) : load();
            },
            CancellationToken.None);

    [Fact]
    public void What_is_in_use_is_never_loaded_again_however_much_came_after()
    {
        var a = Get("a");
        Get("b");
        Get("c");
        GC.Collect();
        Assert.Same(a, Get("a"));
        Assert.Equal(3, loads);
    }

    [Fact]
    public void The_last_one_is_kept_though_nobody_holds_it()
    {
        Touch("a");
        GC.Collect();
        Get("a");
        Assert.Equal(1, loads);
    }

    [Fact]
    public void What_nobody_holds_makes_way()
    {
        Touch("a");
        Touch("b");
        GC.Collect();
        Get("a");
        Assert.Equal(3, loads);
    }

    [Fact]
    public async Task Who_asks_during_a_load_waits_for_it_even_if_others_come_and_go()
    {
        Task<DataSplits>? second = null;
        var first = Get("a", () =>
        {
            Get("b");
            Get("c");
            second = Task.Run(() => Get("a"));
            return Splits("a");
        });
        Assert.Same(first, await second!);
        Assert.Equal(3, loads);
    }

    [Fact]
    public void A_failed_load_is_tried_again()
    {
        Assert.Throws<DataException>(() => Get("a", () => throw new DataException("broken")));
        Assert.Equal("a", Get("a").Name);
    }

    // In a method of its own, so that no register of the test's holds the result.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Touch(string name) => Get(name);
}
