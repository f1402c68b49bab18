using ActorSearch.Cli.Clusters.Membership;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Running;
using ActorSearch.Cli.Stacks;
using ActorSearch.Core.Clusters;
using ActorSearch.Core.Ports;
using Serilog.Core;

namespace ActorSearch.Cli.Clusters.Coordinating;

/// <summary>Runs a coordinator, from its settings to the exit status.</summary>
internal sealed class CoordinatorRun : IDisposable
{
    private readonly CoordinatorSetup _setup;
    private readonly Terminal _terminal;
    private readonly Lazy<Logger> _log;
    private volatile bool _hasCoordinated;

    private CoordinatorRun(CoordinatorSetup setup, Terminal terminal, bool isVerbose, DateTimeOffset now)
    {
        _setup = setup;
        _terminal = terminal;
        _log = new Lazy<Logger>(() => LogFile.Open(
            Path.Combine(setup.LogFolder, LogFile.NameOf("coordinator", now)), LogFile.ShownBy(isVerbose), terminal.Error, out _));
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
        using var run = new CoordinatorRun(setup, terminal, isVerbose, now);
        return await run.RunAsync(interruption.Token).ConfigureAwait(false);
    }

    /// <summary>Closes the log.</summary>
    public void Dispose()
    {
        if (_log.IsValueCreated)
        {
            _log.Value.Dispose();
        }
    }

    private async Task<int> RunAsync(CancellationToken interrupt)
    {
        try
        {
            await (_setup.Membership is { } membership ? JoinAsync(membership, interrupt) : CoordinateAsync(interrupt)).ConfigureAwait(false);
            _log.Value.Information("Ended in good order");
            return ExitStatus.Complete;
        }
        catch (LedgerException exception) when (_hasCoordinated)
        {
            _log.Value.Error(exception, "The coordinator failed");
            await _terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            await _terminal.Error.WriteLineAsync("what was recorded is safe; a coordinator that is started anew goes on").ConfigureAwait(false);
            return ExitStatus.Failed;
        }
    }

    /// <summary>Coordinates at once, and to the end.</summary>
    private async Task CoordinateAsync(CancellationToken interrupt)
    {
        var service = await BeginAsync(interrupt).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            await WaitAsync(service.Completion, interrupt).ConfigureAwait(false);
        }
    }

    /// <summary>Coordinates whenever the cluster has chosen this node.</summary>
    private async Task JoinAsync(ClusterMembership membership, CancellationToken interrupt)
    {
        await _terminal.Out.WriteLineAsync($"cluster node {membership.ReachedAt}, waits to coordinate").ConfigureAwait(false);
        await _terminal.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        var node = await Stack.This.JoinAsCoordinatorAsync(membership, BeginAsync, new SerilogBridge(_log.Value)).ConfigureAwait(false);
        await using (node.ConfigureAwait(false))
        {
            await WaitAsync(node.Completion, interrupt).ConfigureAwait(false);
        }
    }

    private async Task<CoordinatorService> BeginAsync(CancellationToken cancellation)
    {
        var service = await CoordinatorService.BeginAsync(_setup, _terminal, () => _log.Value, cancellation).ConfigureAwait(false);
        _hasCoordinated = true;
        return service;
    }

    /// <summary>Waits until the work ends, with its failure, or somebody asks it to end.</summary>
    private static async Task WaitAsync(Task work, CancellationToken interrupt)
    {
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = interrupt.Register(interrupted.SetResult);
        var ended = await Task.WhenAny(work, interrupted.Task).ConfigureAwait(false);
        await ended.ConfigureAwait(false);
    }
}
