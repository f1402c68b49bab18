using ActorSearch.Cli.Output;
using ActorSearch.Cli.Running;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Clusters;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Server;
using ActorSearch.Storage;
using Serilog;

namespace ActorSearch.Cli.Clusters.Coordinating;

/// <summary>Runs a coordinator, from its settings to the exit status.</summary>
internal sealed class CoordinatorRun
{
    private readonly CoordinatorSetup _setup;
    private readonly Terminal _terminal;
    private readonly ILogger _log;

    private CoordinatorRun(CoordinatorSetup setup, Terminal terminal, ILogger log)
    {
        _setup = setup;
        _terminal = terminal;
        _log = log;
    }

    /// <summary>Runs the coordinator until it is asked to end.</summary>
    /// <returns>The exit status.</returns>
    /// <exception cref="Inputs.InputException">The settings are wrong; nothing was written.</exception>
    /// <exception cref="LedgerException">The store cannot be used.</exception>
    public static async Task<int> RunAsync(CoordinatorConfig config, bool isVerbose, Terminal terminal)
    {
        using var interruption = new Interruption(_ => { });
        var now = TimeProvider.System.GetUtcNow();
        var setup = CoordinatorSetup.Check(config, terminal.Error, now);
        var ledger = SqliteLedger.Open(setup.Store.Path);
        await using (ledger.ConfigureAwait(false))
        {
            ledger.Hold();
            using var log = LogFile.Open(Path.Combine(setup.LogFolder, LogFile.NameOf("coordinator", now)), LogFile.ShownBy(isVerbose), terminal.Error, out _);
            return await new CoordinatorRun(setup, terminal, log).RunAsync(ledger, interruption.Token).ConfigureAwait(false);
        }
    }

    private async Task<int> RunAsync(SqliteLedger ledger, CancellationToken interrupt)
    {
        var board = new StudyBoard();
        using var coordinatorLog = new CoordinatorLog(_log);
        var observer = new Observers(board, coordinatorLog);
        var options = new CoordinatorOptions(
            TimeSpan.FromSeconds(_setup.Config.LeaseSeconds), IsService: true, Sharing: _setup.Config.Sharing);
        var studies = await OpenAllAsync(ledger, options.LeaseDuration, observer).ConfigureAwait(false);
        var coordinator = new CoordinatorActor(ledger, studies, TimeProvider.System, options, observer);
        var coordinating = Task.Run(coordinator.RunAsync, CancellationToken.None);
        try
        {
            using var bridge = new SerilogBridge(_log);
            using var reception = new Reception(coordinator.Ref, board, ledger, new Submissions(_terminal.Error), TimeProvider.System);
            var server = await CoordinatorServer.StartAsync(_setup.Server, reception, bridge, TimeProvider.System, interrupt).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                _log.Information("Listening on {Address}, store {Store}, {Studies} unfinished studies", server.Address.ToString(), _setup.Config.Store, studies.Count);
                await _terminal.Out.WriteLineAsync($"listening on {server.Address.GetLeftPart(UriPartial.Authority)}").ConfigureAwait(false);
                await _terminal.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                await WaitAsync(coordinating, interrupt).ConfigureAwait(false);
                coordinator.Drain();
            }

            coordinator.Stop();
            await coordinating.ConfigureAwait(false);
            _log.Information("Ended in good order");
            return ExitStatus.Complete;
        }
        catch (LedgerException exception)
        {
            _log.Error(exception, "The coordinator failed");
            await _terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            await _terminal.Error.WriteLineAsync("what was recorded is safe; a coordinator that is started anew goes on").ConfigureAwait(false);
            return ExitStatus.Failed;
        }
        catch (ServerStartException exception)
        {
            throw new Inputs.InputException(exception.Message);
        }
        finally
        {
            coordinator.Stop();
            await ((Task)coordinating).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes over what is unfinished; of what is complete, the board knows.</summary>
    private async Task<List<HostedStudy>> OpenAllAsync(SqliteLedger ledger, TimeSpan lease, Observers observer)
    {
        var hosted = new List<HostedStudy>();
        foreach (var name in await ledger.StudiesAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                await OpenAsync(name).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is StudyException || (exception is LedgerException and not LedgerFaultException))
            {
                // One study that is damaged, or that a newer version wrote, must not hold the others up.
                _log.Warning("Study {Study} is left out: {Reason}", name, exception.Message);
            }
        }

        return hosted;

        async Task OpenAsync(string name)
        {
            var state = await StudyHosting.LoadAsync(ledger, name, CancellationToken.None).ConfigureAwait(false);
            if (state.AllEnded)
            {
                observer.Recorded(state, []);
            }
            else if (state.Definition is not null)
            {
                var (study, events) = await StudyHosting.OpenAsync(
                    ledger, name, before: null, new StudyCommand.Open(lease, WorkersAreGone: false), TimeProvider.System).ConfigureAwait(false);
                observer.Recorded(study.State, events);
                hosted.Add(study);
            }
        }
    }

    private static async Task WaitAsync(Task coordinating, CancellationToken interrupt)
    {
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = interrupt.Register(interrupted.SetResult);
        await Task.WhenAny(coordinating, interrupted.Task).ConfigureAwait(false);
    }
}
