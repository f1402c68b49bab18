using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Protocol.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Server;

/// <summary>
/// A coordinator's side of the HTTP link. It owns neither the coordinator nor the reception nor the log, and outlives what
/// peers send and what the store does; it ends when it is disposed of.
/// </summary>
public sealed class CoordinatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Reception _reception;
    private readonly TimeSpan _stopWithin;
    private bool _isDisposed;

    private CoordinatorServer(WebApplication app, Uri address, Reception reception, TimeSpan stopWithin)
    {
        (_app, Address, _reception, _stopWithin) = (app, address, reception, stopWithin);
    }

    /// <summary>Where it listens, with the port that it has.</summary>
    public Uri Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="reception">Comes to the answers. It is stopped when the server ends, and outlives it.</param>
    /// <param name="logging">The log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="ServerStartException">The options are wrong, the certificate cannot be used, or the address cannot be had.</exception>
    public static async Task<CoordinatorServer> StartAsync(
        ServerOptions options,
        Reception reception,
        ILoggerFactory logging,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (ServerOptions.Check(options) is { } problem)
        {
            throw new ServerStartException(problem);
        }

        var log = logging.CreateLogger<CoordinatorServer>();
        var refusals = new RefusalLog(log, options.MaxRefusalsLoggedPerSecond, time);
        var certificates = options.CertificateFile is null
            ? null
            : new CertificateFiles(
                options.CertificateFile, options.CertificateKeyFile!, time, problem => refusals.Write("this machine", "certificate", problem));
        var startedAt = time.GetUtcNow();
        var board = reception.Board;
        var handler = new RequestHandler(
            new BearerToken(options.Token),
            reception,
            () => new ClusterState(
                options.Version, startedAt, time.GetUtcNow(), options.StoreName, board.StoreFailure, board.Summaries, board.Nodes, board.Counters),
            refusals,
            log);
        var app = WebHost.Make(options, certificates, logging, handler.HandleAsync);
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new ServerStartException($"cannot listen on {options.Listen}: {exception.Message.TrimEnd('.')}; name another address or port", exception);
        }

        return new CoordinatorServer(app, new Uri(app.Urls.Single()), reception, options.StopWithin);
    }

    /// <summary>
    /// Ends within a few seconds: claims that wait are withdrawn and answered, followers are answered with what there
    /// is, new requests are turned away. What is unanswered then loses its connection, and is said again elsewhere or later.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _reception.StopAsync().ConfigureAwait(false);
        using (var patience = new CancellationTokenSource(_stopWithin))
        {
            await _app.StopAsync(patience.Token).ConfigureAwait(false);
        }

        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
