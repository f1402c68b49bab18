using ActorSearch.Akka.Configuration;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Akka.Nodes;

/// <summary>
/// Keeps a node in its cluster: an actor system that the cluster has given up, which Akka cannot take back, is replaced
/// by a new one in the same process.
/// </summary>
internal sealed partial class Membership : IAsyncDisposable
{
    private readonly NodeConfig _config;
    private readonly ClusterOptions _options;
    private readonly Action<NodeSystem> _settle;
    private readonly Action _unsettle;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _keeping;
    private volatile NodeSystem _current;

    /// <summary>Starts a node.</summary>
    /// <param name="config">Its settings.</param>
    /// <param name="options">What the user set, for messages.</param>
    /// <param name="settle">Gives every new system its actors.</param>
    /// <param name="unsettle">Told when a system is given up, before it ends.</param>
    /// <param name="log">The log.</param>
    /// <exception cref="ClusterStartException">It cannot start.</exception>
    public Membership(NodeConfig config, ClusterOptions options, Action<NodeSystem> settle, Action unsettle, ILogger log)
    {
        (_config, _options, _settle, _unsettle, _log) = (config, options, settle, unsettle, log);
        _current = NodeSystem.Start(config, options, log);
        if (config.IsAlone)
        {
            // The others look for it where it was.
            _config = config.At(_current.Address.Port);
        }

        _settle(_current);
        _keeping = Task.Run(KeepAsync);
    }

    /// <summary>Where other nodes reach this one.</summary>
    public NodeAddress Address => _current.Address;

    /// <summary>The system of the present.</summary>
    public NodeSystem Current => _current;

    /// <summary>Whether there is somebody to take leave of; asked when the node leaves.</summary>
    public Func<bool> IsInReach { get; init; } = () => true;

    /// <summary>Leaves the cluster, within seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        var isInReach = IsInReach();
        await _current.LeaveAsync(isInReach).ConfigureAwait(false);
        _unsettle();
        _stopping.Dispose();
    }

    /// <summary>Ends the node without taking leave of anybody, for tests.</summary>
    internal async Task KillAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        await _current.EndAsync().ConfigureAwait(false);
    }

    private async Task KeepAsync()
    {
        try
        {
            while (true)
            {
                var why = await _current.GivenUp.WaitAsync(_stopping.Token).ConfigureAwait(false);
                LogBeginsAnew(why);
                _unsettle();
                await _current.EndAsync().ConfigureAwait(false);
                var next = await StartAnewAsync().ConfigureAwait(false);
                _current = next;
                Settle(next);
            }
        }
        catch (OperationCanceledException)
        {
            // The node leaves.
        }
    }

    private void Settle(NodeSystem node)
    {
        try
        {
            _settle(node);
        }
        catch (InvalidOperationException exception)
        {
            // The cluster was quicker in giving it up.
            node.GiveUp(exception.Message);
        }
    }

    /// <summary>The old system may still hold its port, for a moment.</summary>
    private async Task<NodeSystem> StartAnewAsync()
    {
        var backOff = new BackOff(RetryPauses.Least, RetryPauses.Most);
        while (true)
        {
            try
            {
                return NodeSystem.Start(_config, _options, _log);
            }
            catch (ClusterStartException exception)
            {
                LogCannotBegin(exception.Message);
                await Task.Delay(backOff.Next(), _stopping.Token).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "the node begins anew: {Why}")]
    private partial void LogBeginsAnew(string why);

    [LoggerMessage(LogLevel.Warning, "the node cannot begin anew yet: {Why}")]
    private partial void LogCannotBegin(string why);
}
