using ActorSearch.Cli.Output;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Ports;
using ActorSearch.Http.Server;
using Serilog;

namespace ActorSearch.Cli.Clusters.Coordinating;

/// <summary>
/// The work of a coordinator: its store, its studies, and the server that people and workers ask. To dispose of it ends
/// it in good order: nothing more is granted, who waits is answered, the store is closed.
/// </summary>
internal sealed class CoordinatorService : IAsyncDisposable
{
    private readonly ILogger _log;
    private readonly ILedger _ledger;
    private readonly CoordinatorLog _coordinatorLog;
    private readonly StudyBoard _board = new();
    private CoordinatorActor? _coordinator;
    private Reception? _reception;
    private CoordinatorServer? _server;
    private bool _isDisposed;

    private CoordinatorService(ILedger ledger, ILogger log)
    {
        _ledger = ledger;
        _log = log;
        _coordinatorLog = new CoordinatorLog(log);
    }

    /// <summary>Takes what is said to the coordinator, whatever carried it.</summary>
    public Reception Reception => _reception!;

    /// <summary>Ends when the work does; faulted where it failed.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Begins: opens the store and keeps others from it, takes unfinished studies over, and listens.</summary>
    /// <param name="setup">The settings.</param>
    /// <param name="terminal">Where it says that it listens.</param>
    /// <param name="openLog">Gives the log, once the store is there to be used.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="LedgerException">The store cannot be used.</exception>
    /// <exception cref="Inputs.InputException">The address cannot be had.</exception>
    public static async Task<CoordinatorService> BeginAsync(
        CoordinatorSetup setup, Terminal terminal, Func<ILogger> openLog, CancellationToken cancellation)
    {
        var service = new CoordinatorService(setup.Store.Open(isHeld: true), openLog());
        try
        {
            await service.BeginAsync(setup, terminal, cancellation).ConfigureAwait(false);
            return service;
        }
        catch (ServerStartException exception)
        {
            await service.DisposeAsync().ConfigureAwait(false);
            throw new Inputs.InputException(exception.Message);
        }
        catch
        {
            await service.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task BeginAsync(CoordinatorSetup setup, Terminal terminal, CancellationToken cancellation)
    {
        var observer = new Observers(_board, _coordinatorLog);
        var options = new CoordinatorOptions(
            TimeSpan.FromSeconds(setup.Config.LeaseSeconds), IsService: true, Sharing: setup.Config.Sharing);
        var studies = await UnfinishedStudies.TakeOverAsync(_ledger, options.LeaseDuration, observer, _log).ConfigureAwait(false);
        _coordinator = new CoordinatorActor(_ledger, studies, TimeProvider.System, options, observer);
        Completion = Task.Run(_coordinator.RunAsync, CancellationToken.None);
        _reception = new Reception(_coordinator.Ref, _board, _ledger, new Submissions(terminal.Error), TimeProvider.System);
        _server = await CoordinatorServer.StartAsync(
            setup.Server, _reception, new SerilogBridge(_log), TimeProvider.System, cancellation).ConfigureAwait(false);
        _log.Information("Listening on {Address}, store {Store}, {Studies} unfinished studies", _server.Address.ToString(), setup.Store.Text, studies.Count);
        await terminal.Out.WriteLineAsync($"listening on {_server.Address.GetLeftPart(UriPartial.Authority)}").ConfigureAwait(false);
        await terminal.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _coordinator?.Drain();
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }

        _coordinator?.Stop();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _reception?.Dispose();
        _coordinatorLog.Dispose();
        await _ledger.DisposeAsync().ConfigureAwait(false);
        _log.Information("Ended coordinating{How}", Completion.IsCompletedSuccessfully ? " in good order" : ", having failed");
    }
}
