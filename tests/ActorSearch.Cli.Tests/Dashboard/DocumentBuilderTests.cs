using System.Collections.Concurrent;
using ActorSearch.Cli.Dashboard;
using ActorSearch.Cli.Progress;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Dashboard;
using static ActorSearch.Cli.Tests.Progress.Studies;

namespace ActorSearch.Cli.Tests.Dashboard;

/// <summary>When documents are made, and when none are.</summary>
public sealed class DocumentBuilderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly BuildPace AtOnce = new(TimeSpan.Zero, 0);
    private static readonly BuildPace OnceADay = new(TimeSpan.FromDays(1), 0);

    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly List<IDisposable> _owned = [];

    public void Dispose() => _owned.ForEach(o => o.Dispose());

    [Fact]
    public void Nothing_is_made_while_nobody_watches()
    {
        var documents = Begun(AtOnce);
        for (var i = 0; i < 10_000; i++)
        {
            documents.Add(Renewed);
        }

        Assert.True(documents.Finish(Patience));

        Assert.Equal(0, documents.Built);
        Assert.Null(documents.Channel.Current);
    }

    [Fact]
    public async Task Whoever_asks_gets_all_that_has_happened()
    {
        var documents = Begun(AtOnce);
        documents.Add(Leased(0, worker: 1));
        documents.Add(Finished(0, accuracy: 0.7));

        await using var server = await ServeAsync(documents);
        using var follower = new Follower(server.Url);
        await follower.ReadAsync();

        Assert.Equal(5, follower.Version);
        Assert.Equal(1, follower.Document["study"]!["counts"]!["completed"]!.GetValue<int>());
    }

    [Fact]
    public async Task Whoever_watches_gets_every_change_and_the_last_one_before_the_end()
    {
        var documents = Begun(AtOnce);
        await using var server = await ServeAsync(documents);
        using var follower = new Follower(server.Url);
        await follower.ReadAsync();
        var following = follower.FollowAsync();
        Assert.True(SpinWait.SpinUntil(() => documents.Channel.IsWatched, Patience));

        documents.Add(Leased(0, worker: 1));
        Assert.True(SpinWait.SpinUntil(() => documents.Channel.Current?.Version == 4, Patience));
        documents.Add(Finished(0, accuracy: 0.7));
        documents.Finish(Patience);
        await documents.Channel.EndAsync("complete", Patience);

        Assert.Equal("complete", await following);
        Assert.Equal(5, follower.Version);
        Assert.Equal(2, follower.Changes);
    }

    [Fact]
    public async Task Documents_keep_their_pace_but_for_the_last()
    {
        var documents = Begun(OnceADay);
        await using var server = await ServeAsync(documents);
        using var follower = new Follower(server.Url);
        await follower.ReadAsync();
        var following = follower.FollowAsync();
        Assert.True(SpinWait.SpinUntil(() => documents.Channel.IsWatched, Patience));

        for (var trial = 0; trial < 4; trial++)
        {
            documents.Add(Leased(trial, worker: 1));
            documents.Add(Finished(trial, accuracy: 0.7));

            // It is answered at once, with what there is.
            using var other = new Follower(server.Url);
            Assert.Equal(3, (await other.ReadAsync())["version"]!.GetValue<long>());
        }

        documents.Finish(Patience);
        await documents.Channel.EndAsync("complete", Patience);
        Assert.Equal("complete", await following);
        Assert.Equal(11, follower.Version);
        Assert.Equal(2, documents.Built);
    }

    [Fact]
    public async Task Events_that_make_no_study_end_the_documents_and_nothing_else()
    {
        var documents = new DocumentBuilder(AtOnce, _failures.Enqueue);
        _owned.Add(documents);
        documents.Add(Finished(0, accuracy: 0.7));
        documents.Begin();
        await using var server = await ServeAsync(documents);
        using var client = new HttpClient { BaseAddress = server.Url };

        using var response = await client.GetAsync(new Uri("data", UriKind.Relative));

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.True(documents.Finish(Patience));
        Assert.Single(_failures);
        documents.Add(Finished(0, accuracy: 0.7));
    }

    [Fact]
    public async Task A_study_that_goes_on_begins_with_what_happened_before()
    {
        var documents = new DocumentBuilder(AtOnce, _failures.Enqueue);
        _owned.Add(documents);
        ISearchView view = new DashboardView(documents);
        var earlier = new EarlierEvents([view], _failures.Enqueue);
        Assert.True(earlier.AreNeeded);
        foreach (var happened in Opening)
        {
            earlier.Add(happened);
        }

        using (var thread = new ViewThread([view], Setting, _failures.Enqueue))
        {
            thread.Recorded(New, [new StudyEvent.Opened(TimeSpan.FromMinutes(1), Noon)]);
            thread.Recorded(Study.Apply(New, Leased(0, worker: 1)), [Leased(0, worker: 1)]);
        }

        await using var server = await ServeAsync(documents);
        using var follower = new Follower(server.Url);
        Assert.Equal(5, (await follower.ReadAsync())["version"]!.GetValue<long>());
        Assert.Empty(_failures);
    }

    private static StudyEvent Renewed => new StudyEvent.Renewed(Trials[0].Id, 1, Noon.AddMinutes(2), Noon);

    private DocumentBuilder Begun(BuildPace pace)
    {
        var documents = new DocumentBuilder(pace, _failures.Enqueue);
        _owned.Add(documents);
        foreach (var happened in Opening)
        {
            documents.Add(happened);
        }

        documents.Begin();
        return documents;
    }

    private static async Task<Served> ServeAsync(DocumentBuilder documents)
    {
        var port = LoopbackPort.Take(0);
        var server = await DashboardServer.StartAsync(
            port,
            () => default,
            documents.Channel,
            new DashboardOptions(),
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        return new Served(port.Url, server);
    }

    private sealed record Served(Uri Url, DashboardServer Server) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
