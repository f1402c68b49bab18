using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Server;

/// <summary>
/// A coordinator's side of the HTTP link. It owns neither the coordinator nor the store nor the log, and outlives what
/// peers send and what the store does; it ends when it is disposed of.
/// </summary>
public sealed class CoordinatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping;
    private readonly IReadOnlyList<IDisposable> _parts;
    private readonly TimeSpan _stopWithin;
    private bool _isDisposed;

    private CoordinatorServer(
        WebApplication app, Uri address, CancellationTokenSource stopping, IReadOnlyList<IDisposable> parts, TimeSpan stopWithin)
    {
        (_app, Address, _stopping, _parts, _stopWithin) = (app, address, stopping, parts, stopWithin);
    }

    /// <summary>Where it listens, with the port that it has.</summary>
    public Uri Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="coordinator">Who decides.</param>
    /// <param name="board">What is known; the coordinator's observer, or told by it.</param>
    /// <param name="ledger">The store, for followers.</param>
    /// <param name="submissions">Makes studies of files that are handed in.</param>
    /// <param name="logging">The log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="ServerStartException">The options are wrong, the certificate cannot be used, or the address cannot be had.</exception>
    public static async Task<CoordinatorServer> StartAsync(
        ServerOptions options,
        IActorRef<CoordinatorMessage> coordinator,
        StudyBoard board,
        ILedger ledger,
        ISubmissions submissions,
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
        var stopping = new CancellationTokenSource();
        var desk = new CoordinatorDesk(coordinator, options.AnswerWithin, time, stopping.Token);
        var submitting = new Submitting(submissions, desk, options.PrepareWithin, time, stopping.Token);
        var studies = new StoredStudies(ledger, board, options.MaxEventsPerPage, time, stopping.Token);
        var startedAt = time.GetUtcNow();
        var handler = new RequestHandler(
            new BearerToken(options.Token),
            new MessageTaker(desk, submitting, board, time),
            studies,
            board,
            () => new ClusterState(
                options.Version, startedAt, time.GetUtcNow(), options.StoreName, board.StoreFailure, board.Summaries, board.Nodes, board.Counters),
            refusals,
            log,
            stopping.Token);
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

        return new CoordinatorServer(app, new Uri(app.Urls.Single()), stopping, [submitting, studies, stopping], options.StopWithin);
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
        await _stopping.CancelAsync().ConfigureAwait(false);
        using (var patience = new CancellationTokenSource(_stopWithin))
        {
            await _app.StopAsync(patience.Token).ConfigureAwait(false);
        }

        await _app.DisposeAsync().ConfigureAwait(false);
        foreach (var part in _parts)
        {
            part.Dispose();
        }
    }
}
