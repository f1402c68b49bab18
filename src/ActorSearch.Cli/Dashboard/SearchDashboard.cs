using ActorSearch.Cli.Progress;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Dashboard;
using ActorSearch.Reporting.Page;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorSearch.Cli.Dashboard;

/// <summary>A search as browsers of this machine see it. Whatever goes wrong here, the search goes on.</summary>
internal static class SearchDashboard
{
    /// <summary>How long the last document may take; only where anybody watches.</summary>
    private static readonly TimeSpan LastWithin = TimeSpan.FromSeconds(2);

    /// <summary>How often a search that has ended is noticed while nobody has come.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs a search and serves it meanwhile, where there is a port for that.</summary>
    /// <param name="port">Where; null for nowhere.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="tell">Is told where.</param>
    /// <param name="onFailure">Hears why it is not served any more, from any thread.</param>
    /// <param name="search">The search; is given the view that shows it.</param>
    public static async Task<StudyState> AroundAsync(
        LoopbackPort? port, string study, Action<Uri> tell, Action<Exception> onFailure, Func<ISearchView?, Task<StudyState>> search)
    {
        if (port is null)
        {
            return await search(null).ConfigureAwait(false);
        }

        using var documents = new DocumentBuilder(BuildPace.Default, onFailure);

        using var ending = new CancellationTokenSource();
        var serving = Task.Factory.StartNew(
            () => ServeAsync(port, study, documents.Channel, onFailure, ending.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
        var status = "failed";
        try
        {
            tell(port.Url);
            var state = await search(new DashboardView(documents)).ConfigureAwait(false);
            status = state.AllEnded ? "complete" : "interrupted";
            return state;
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await EndAsync(documents, serving, status, onFailure).ConfigureAwait(false);
        }
    }

    /// <summary>Shows those who watch the last there is, tells them that it is the last, and ends; all within a bound.</summary>
    private static async Task EndAsync(DocumentBuilder documents, Task<DashboardServer?> serving, string status, Action<Exception> onFailure)
    {
        if (documents.Channel.IsWatched)
        {
            await Task.Run(() => documents.Finish(LastWithin)).ConfigureAwait(false);
        }

        try
        {
            if (await serving.ConfigureAwait(false) is { } server)
            {
                await server.EndAsync(status).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // What is left of a server that does not end ends with the process.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            onFailure(exception);
        }
    }

    /// <summary>Starts the server when the first visitor comes, who waits in the port's queue: a page that nobody opens costs nothing.</summary>
    private static async Task<DashboardServer?> ServeAsync(
        LoopbackPort port, string study, LiveChannel channel, Action<Exception> onFailure, CancellationToken ending)
    {
        try
        {
            while (!port.WaitForVisitor(LookEvery))
            {
                if (ending.IsCancellationRequested)
                {
                    return null;
                }
            }

            return await DashboardServer.StartAsync(
                port, () => StudyPage.Shell(study), channel, new DashboardOptions(), NullLoggerFactory.Instance).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Those who would watch do without.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            onFailure(exception);
            return null;
        }
    }
}
