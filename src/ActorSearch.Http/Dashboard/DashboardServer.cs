using ActorSearch.Http.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Dashboard;

/// <summary>Serves the page of a search to this machine alone, and what changes as it goes on.</summary>
public sealed class DashboardServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LiveChannel _channel;
    private readonly DashboardOptions _options;
    private readonly CancellationTokenSource _stopping;
    private bool _isDisposed;

    private DashboardServer(WebApplication app, LiveChannel channel, DashboardOptions options, CancellationTokenSource stopping) =>
        (_app, _channel, _options, _stopping) = (app, channel, options, stopping);

    /// <summary>Starts to serve.</summary>
    /// <param name="port">Where; the server gives it back.</param>
    /// <param name="page">The page, made when it is first asked for.</param>
    /// <param name="channel">The study. It outlives the server.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="logging">The log.</param>
    public static async Task<DashboardServer> StartAsync(
        LoopbackPort port, Func<ReadOnlyMemory<byte>> page, LiveChannel channel, DashboardOptions options, ILoggerFactory logging)
    {
        var stopping = new CancellationTokenSource();
        var handler = new DashboardHandler(
            options,
            new RequestGuard(port.Port),
            new Lazy<ReadOnlyMemory<byte>>(page),
            channel,
            logging.CreateLogger<DashboardServer>(),
            stopping.Token);
        var app = WebHost.Make(
            new HostLimits(options.MaxConnections, options.HeadersWithin, options.EndWithin),
            logging,
            kestrel =>
            {
                foreach (var address in port.Addresses)
                {
                    kestrel.Listen(address, port.Port, listen => listen.Protocols = HttpProtocols.Http1);
                }
            },
            sockets => sockets.CreateBoundListenSocket = port.HandOver,
            handler.HandleAsync);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            stopping.Dispose();
            throw;
        }

        return new DashboardServer(app, channel, options, stopping);
    }

    /// <summary>Tells those who watch that nothing more comes, gives them a moment to take what is left, and ends.</summary>
    /// <param name="status">What the search came to: one word.</param>
    public async Task EndAsync(string status)
    {
        await _channel.EndAsync(status, _options.EndWithin).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends; streams that are still open lose their connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _stopping.CancelAsync().ConfigureAwait(false);
        using (var patience = new CancellationTokenSource(_options.EndWithin))
        {
            await _app.StopAsync(patience.Token).ConfigureAwait(false);
        }

        await _app.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }
}
