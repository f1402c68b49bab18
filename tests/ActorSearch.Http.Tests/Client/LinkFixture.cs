using ActorSearch.Coordination.Links;
using ActorSearch.Http.Client;
using ActorSearch.Http.Tests.Client.Doubles;

namespace ActorSearch.Http.Tests.Client;

/// <summary>A link to a server that does what a test says.</summary>
internal sealed class LinkFixture : IAsyncDisposable
{
    /// <summary>Pauses that no test has to wait for.</summary>
    public static readonly LinkOptions Quick = new()
    {
        LeastPause = TimeSpan.FromMilliseconds(1),
        MostPause = TimeSpan.FromMilliseconds(20),
        UnauthorisedPause = TimeSpan.FromMilliseconds(20),
    };

    private LinkFixture(FakeCoordinator coordinator, CoordinatorLink link, LogLines log)
    {
        Coordinator = coordinator;
        Link = link;
        Log = log;
    }

    public FakeCoordinator Coordinator { get; }

    public CoordinatorLink Link { get; }

    public LogLines Log { get; }

    public static async Task<LinkFixture> StartAsync(
        LinkOptions? options = null, TimeProvider? time = null, BearerToken? token = null, FakeCoordinator? coordinator = null, Uri? url = null)
    {
        coordinator ??= await FakeCoordinator.StartAsync();
        var log = new LogLines();
        var link = new CoordinatorLink(
            new HttpChannel(new CoordinatorAddress(url ?? coordinator.Url, token), time ?? TimeProvider.System), log, time, options ?? Quick);
        return new LinkFixture(coordinator, link, log);
    }

    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        await Coordinator.DisposeAsync();
    }
}
