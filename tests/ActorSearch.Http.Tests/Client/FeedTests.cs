using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ActorSearch.Coordination.Links;
using ActorSearch.Coordination.Tests.Doubles;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Client;
using ActorSearch.Http.Client.Feeds;
using ActorSearch.Http.Tests.Client.Doubles;
using Microsoft.AspNetCore.Http;

namespace ActorSearch.Http.Tests.Client;

public class FeedTests
{
    private static readonly ImmutableArray<StudyEvent> Events = History();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_event_comes_once_and_in_order_whatever_becomes_of_the_connection(int seed)
    {
        var random = new Random(seed);
        var faults = 0;
        await using var coordinator = await FakeCoordinator.StartAsync();
        coordinator.OnGet = async context =>
        {
            var from = int.Parse(context.Request.Query["from"]!, CultureInfo.InvariantCulture);
            var count = random.Next(8);
            var lines = Lines(from, count);
            var fate = random.Next(8);
            faults += fate < 6 ? 1 : 0;
            switch (fate)
            {
                case 0:
                    context.Abort();
                    break;
                case 1:
                    await FakeCoordinator.AnswerAsync(context, new WireMessage.Unavailable("it is ending"), 503);
                    break;
                case 2: // Breaks off within a line.
                    context.Response.ContentLength = Encoding.UTF8.GetByteCount(lines) + 1;
                    await FakeCoordinator.SendEventsAsync(context, lines[..random.Next(lines.Length + 1)]);
                    context.Abort();
                    break;
                case 3: // Ends in good order, but within a line.
                    await FakeCoordinator.SendEventsAsync(context, lines + "{\"version\":");
                    break;
                case 4: // Leaves one out.
                    await FakeCoordinator.SendEventsAsync(context, lines + Lines(from + count + 1, 2));
                    break;
                case 5: // Tells one twice.
                    await FakeCoordinator.SendEventsAsync(context, lines + lines);
                    break;
                default:
                    await FakeCoordinator.SendEventsAsync(context, lines);
                    break;
            }
        };
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url));
        var time = new ManualTime();

        var had = await time.PassAsync(ReadAsync(new EventFeed(client, Trials.Study, time)));

        Assert.Equal(Events.Select(Text), had.Select(Text));
        Assert.True(faults > 3, "the network did nothing");
    }

    [Fact]
    public async Task A_feed_goes_on_where_it_was_when_the_coordinator_is_started_again_and_says_what_keeps_it()
    {
        await using var coordinator = await FakeCoordinator.StartAsync();
        var restarted = false;
        var asked = new Arrivals();
        coordinator.OnGet = async context =>
        {
            var from = int.Parse(context.Request.Query["from"]!, CultureInfo.InvariantCulture);
            if (from >= 3 && !restarted)
            {
                asked.Add();
                await FakeCoordinator.HoldAsync(context);
                return;
            }

            await FakeCoordinator.SendEventsAsync(context, Lines(from, restarted ? 100 : 3));
        };
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url));
        var time = new ManualTime();
        var feed = new EventFeed(client, Trials.Study, time);

        var reading = ReadAsync(feed);
        await asked.NextAsync();
        await coordinator.StopAsync();
        await time.PassAsync(TroubleAsync(feed));
        restarted = true;
        await coordinator.StartAgainAsync();

        Assert.Equal(Events.Select(Text), (await time.PassAsync(reading)).Select(Text));
        Assert.Null(feed.Trouble);
    }

    [Fact]
    public async Task A_feed_from_the_middle_of_a_complete_study_ends()
    {
        await using var coordinator = await FakeCoordinator.StartAsync();
        coordinator.OnGet = context => context.Request.Path == "/v1/status"
            ? FakeCoordinator.AnswerAsync(context, new WireMessage.Status(
                CoordinatorClientTests.Cluster(new StudySummary(Trials.Study, Trials: 5, Ended: 5, Failed: 0, Running: 0))))
            : FakeCoordinator.SendEventsAsync(context, string.Empty);
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url));

        Assert.Empty(await ReadAsync(new EventFeed(client, Trials.Study, TimeProvider.System, from: Events.Length)));
    }

    [Fact]
    public async Task A_feed_of_a_study_that_is_extended_after_its_completion_goes_on()
    {
        var more = Events.Add(new StudyEvent.TrialsAdded([Trials.Of(6).Trials[5]], DateTimeOffset.UnixEpoch));
        await using var coordinator = await FakeCoordinator.StartAsync();
        var waits = new Arrivals();
        coordinator.OnGet = context =>
        {
            if (context.Request.Query["wait_ms"] != "0" && context.Request.Query["from"] == more.Length.ToString(CultureInfo.InvariantCulture))
            {
                waits.Add();
                return FakeCoordinator.HoldAsync(context);
            }

            return FakeCoordinator.SendEventsAsync(context, Lines(int.Parse(context.Request.Query["from"]!, CultureInfo.InvariantCulture), 100, more));
        };
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url));
        using var stop = new CancellationTokenSource();

        var reading = ReadAsync(new EventFeed(client, Trials.Study, TimeProvider.System), stop.Token);
        await waits.NextAsync();
        Assert.False(reading.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_feed_of_a_study_that_nobody_has_and_one_without_a_coordinator_for_long_end_with_the_reason()
    {
        await using var coordinator = await FakeCoordinator.StartAsync();
        coordinator.OnGet = context => FakeCoordinator.RefuseAsync(context, StatusCodes.Status404NotFound, "there is no study tests");
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url));

        var refusal = await Assert.ThrowsAsync<CoordinatorRefusedException>(
            () => ReadAsync(new EventFeed(client, Trials.Study, TimeProvider.System)));
        await coordinator.StopAsync();
        await Assert.ThrowsAsync<CoordinatorUnreachableException>(
            () => ReadAsync(new EventFeed(client, Trials.Study, TimeProvider.System) { MaxOutage = TimeSpan.Zero }));

        Assert.Equal("there is no study tests", refusal.Message);
    }

    [Fact]
    public async Task A_store_is_read_from_afar_and_written_by_its_coordinator_alone()
    {
        await using var coordinator = await FakeCoordinator.StartAsync();
        coordinator.OnGet = context => context.Request.Path.Value switch
        {
            "/v1/status" => FakeCoordinator.AnswerAsync(context, new WireMessage.Status(CoordinatorClientTests.Cluster(
                new StudySummary("first", 1, 0, 0, 0), new StudySummary(Trials.Study, 5, 5, 0, 0)))),
            "/v1/studies/tests/events" => FakeCoordinator.SendEventsAsync(
                context, Lines(int.Parse(context.Request.Query["from"]!, CultureInfo.InvariantCulture), 3)),
            _ => FakeCoordinator.RefuseAsync(context, StatusCodes.Status404NotFound, "there is no such study"),
        };
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url));
        await using var ledger = new RemoteLedger(client);

        Assert.Equal(["first", Trials.Study], await ledger.StudiesAsync(CancellationToken.None));
        Assert.Equal(Events.Select(Text), (await ReadAsync(ledger.ReadAsync(Trials.Study, from: 0, CancellationToken.None))).Select(Text));
        Assert.Empty(await ReadAsync(ledger.ReadAsync("unknown", from: 0, CancellationToken.None)));
        await Assert.ThrowsAsync<LedgerException>(async () => await ledger.TakeOverAsync(Trials.Study, CancellationToken.None));
        await Assert.ThrowsAsync<LedgerException>(
            async () => await ledger.AppendAsync(new LedgerWriter(Trials.Study, 1, 0), Events, CancellationToken.None));
        await coordinator.StopAsync();
        await Assert.ThrowsAsync<LedgerException>(async () => await ledger.StudiesAsync(CancellationToken.None));
    }

    private static async Task<string> TroubleAsync(EventFeed feed)
    {
        while (feed.Trouble is null)
        {
            await Task.Yield();
        }

        return feed.Trouble;
    }

    private static async Task<List<StudyEvent>> ReadAsync(IAsyncEnumerable<StudyEvent> feed, CancellationToken cancellation = default)
    {
        var events = new List<StudyEvent>();
        await foreach (var happened in feed.WithCancellation(cancellation))
        {
            events.Add(happened);
        }

        return events;
    }

    private static string Text(StudyEvent happened) => StudyEventJson.KindOf(happened) + Encoding.UTF8.GetString(StudyEventJson.Encode(happened));

    private static string Lines(int from, int count, ImmutableArray<StudyEvent>? events = null) => string.Concat((events ?? Events)
        .Select((e, version) => $"{{\"version\":{version},\"kind\":\"{StudyEventJson.KindOf(e)}\",\"body\":{Encoding.UTF8.GetString(StudyEventJson.Encode(e))}}}\n")
        .Skip(from)
        .Take(count));

    /// <summary>A study from its beginning to its end.</summary>
    private static ImmutableArray<StudyEvent> History()
    {
        var plan = Trials.Of(5);
        var now = DateTimeOffset.UnixEpoch;
        var state = StudyState.Empty;
        var events = ImmutableArray.CreateBuilder<StudyEvent>();
        Decide(new StudyCommand.Create(plan.Definition, plan.Trials));
        Decide(new StudyCommand.Open(TimeSpan.FromMinutes(1), WorkersAreGone: false));
        foreach (var trial in plan.Trials)
        {
            Decide(new StudyCommand.Claim("w", 1));
            Decide(new StudyCommand.ReportEpoch(trial.Id, 1, Trials.Epoch(1)));
            Decide(new StudyCommand.Finish(trial.Id, 1, Trials.Result()));
        }

        return events.ToImmutable();

        void Decide(StudyCommand command)
        {
            var decision = Study.Decide(state, command, now);
            state = Study.Apply(state, decision.Events);
            events.AddRange(decision.Events);
        }
    }
}
