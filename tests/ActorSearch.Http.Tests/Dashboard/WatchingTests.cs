using ActorSearch.Http.Dashboard;

namespace ActorSearch.Http.Tests.Dashboard;

/// <summary>Those who watch: in time, late, slow, gone, many.</summary>
public sealed class WatchingTests
{
    [Fact]
    public async Task A_watcher_gets_every_change_in_order_and_hears_of_the_end()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var watcher = await dashboard.WatchAsync();
        Assert.Equal("text/event-stream", watcher.ContentType);

        for (var version = 2; version <= 5; version++)
        {
            dashboard.Publish(version);
        }

        for (var version = 2; version <= 5; version++)
        {
            await watcher.ExpectVersionAsync(version);
        }

        var ending = dashboard.EndAsync("complete");
        await watcher.ExpectAsync("ended", """{"status":"complete","version":5}""");
        await watcher.ExpectEndAsync();
        await ending.WaitAsync(TestDashboard.Patience);
    }

    [Fact]
    public async Task The_end_waits_until_the_last_change_is_taken()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var watcher = await dashboard.WatchAsync();

        dashboard.Publish(2, bytes: 300_000);
        var ending = dashboard.EndAsync("interrupted");

        await watcher.ExpectVersionAsync(2, bytes: 300_000);
        await watcher.ExpectAsync("ended", """{"status":"interrupted","version":2}""");
        await ending.WaitAsync(TestDashboard.Patience);
    }

    [Fact]
    public async Task Whoever_comes_back_goes_on_where_he_was()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        string? tag;
        using (var before = await dashboard.WatchAsync())
        {
            dashboard.Publish(2);
            tag = (await before.NextAsync())?.Id;
        }

        dashboard.Publish(3);
        dashboard.Publish(4);

        using var again = await dashboard.WatchAsync(from: tag!);
        using var byBrowser = await dashboard.WatchAsync(from: "1", lastEventId: tag);
        foreach (var watcher in new[] { again, byBrowser })
        {
            await watcher.ExpectVersionAsync(3);
            await watcher.ExpectVersionAsync(4);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("nonsense")]
    [InlineData("deadbeef-1")]
    public async Task Whoever_has_another_document_is_told_to_read_it_anew(string from)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var watcher = await dashboard.WatchAsync(from);

        await watcher.ExpectAsync("reload", "{}");
        await watcher.ExpectEndAsync();
    }

    [Fact]
    public async Task Changes_that_are_no_longer_kept_make_a_late_one_read_anew()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        for (var version = 2; version <= LiveChannel.MaxKept + 2; version++)
        {
            dashboard.Publish(version);
        }

        using var late = await dashboard.WatchAsync(from: "1");
        using var inTime = await dashboard.WatchAsync(from: "2");

        await late.ExpectAsync("reload", "{}");
        await inTime.ExpectVersionAsync(3);
    }

    [Fact]
    public async Task Changes_that_are_more_than_the_document_are_not_kept()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        dashboard.Publish(2, bytes: 3000);
        dashboard.Publish(3, bytes: 3000);

        using var late = await dashboard.WatchAsync(from: "1");
        using var inTime = await dashboard.WatchAsync(from: "2");

        await late.ExpectAsync("reload", "{}");
        await inTime.ExpectVersionAsync(3, bytes: 3000);
    }

    [Fact]
    public async Task A_document_that_changes_cannot_lead_to_makes_everybody_read_anew()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var watcher = await dashboard.WatchAsync();

        dashboard.Channel.Publish(2, TestDashboard.Document(2), changes: null);

        await watcher.ExpectAsync("reload", "{}");
    }

    [Fact]
    public async Task A_silent_stream_is_kept_alive()
    {
        await using var dashboard = await TestDashboard.StartAsync(new DashboardOptions { HeartbeatEvery = TimeSpan.FromMilliseconds(1) });

        using var watcher = await dashboard.WatchAsync();

        await watcher.ExpectHeartbeatAsync();
        await watcher.ExpectHeartbeatAsync();
    }

    [Fact]
    public async Task Whoever_leaves_is_forgotten()
    {
        await using var dashboard = await TestDashboard.StartAsync(new DashboardOptions { HeartbeatEvery = TimeSpan.FromMilliseconds(10) });
        var watcher = await dashboard.WatchAsync();
        Assert.True(dashboard.Channel.IsWatched);

        watcher.Dispose();

        Assert.True(SpinWait.SpinUntil(() => !dashboard.Channel.IsWatched, TestDashboard.Patience));
        dashboard.Publish(2);
        Assert.Empty(dashboard.Log.All);
    }

    [Fact]
    public async Task One_who_takes_nothing_holds_nobody_up_and_is_told_to_read_anew()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var slow = await dashboard.WatchWithoutReadingAsync();
        Assert.True(SpinWait.SpinUntil(() => dashboard.Channel.IsWatched, TestDashboard.Patience));
        using var quick = await dashboard.WatchAsync();

        // More than a socket, the server and the queue of one watcher hold together.
        const int Bytes = 200_000;
        for (var version = 2; version <= 100; version++)
        {
            dashboard.Publish(version, Bytes);
            await quick.ExpectVersionAsync(version, Bytes);
        }

        using var stream = new System.Net.Sockets.NetworkStream(slow);
        using var text = new StreamReader(stream);
        var lines = new List<string>();
        while (await text.ReadLineAsync().WaitAsync(TestDashboard.Patience) is { } line && line != "event: reload")
        {
            lines.Add(line);
        }

        Assert.InRange(lines.Count(l => l == "event: delta"), 1, 97);
    }

    [Fact]
    public async Task One_who_takes_nothing_does_not_keep_the_end_waiting()
    {
        var options = new DashboardOptions { EndWithin = TimeSpan.FromMilliseconds(200) };
        await using var dashboard = await TestDashboard.StartAsync(options);
        using var slow = await dashboard.WatchWithoutReadingAsync();
        Assert.True(SpinWait.SpinUntil(() => dashboard.Channel.IsWatched, TestDashboard.Patience));
        dashboard.Publish(2, bytes: 20_000_000);

        await dashboard.EndAsync("complete").WaitAsync(TestDashboard.Patience);
    }

    [Fact]
    public async Task Sixty_watch_and_all_get_the_same()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var watchers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => dashboard.WatchAsync()));

        for (var version = 2; version <= 10; version++)
        {
            dashboard.Publish(version, bytes: 2000);
        }

        foreach (var watcher in watchers)
        {
            for (var version = 2; version <= 10; version++)
            {
                await watcher.ExpectVersionAsync(version, bytes: 2000);
            }

            watcher.Dispose();
        }
    }

    [Fact]
    public async Task Whoever_comes_after_the_end_gets_what_is_missing_and_the_end()
    {
        var channel = new LiveChannel(() => { });
        channel.Publish(1, TestDashboard.Document(1), changes: null);
        channel.Publish(2, TestDashboard.Document(2, bytes: 1000), TestDashboard.Changes(1, 2));
        await channel.EndAsync("complete", TimeSpan.Zero);

        using var watcher = channel.Watch("1");

        var delta = await watcher.NextAsync(TestDashboard.Patience, CancellationToken.None);
        var ended = await watcher.NextAsync(TestDashboard.Patience, CancellationToken.None);
        Assert.False(delta.IsLast);
        Assert.Equal(StreamFrame.Ended("complete", 2).Bytes.ToArray(), ended.Bytes.ToArray());
        Assert.Equal(2, (await channel.DocumentAsync(TimeSpan.Zero, CancellationToken.None))?.Version);
    }
}
