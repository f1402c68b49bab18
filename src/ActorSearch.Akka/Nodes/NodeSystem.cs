using System.Net;
using System.Net.Sockets;
using ActorSearch.Akka.Configuration;
using ActorSearch.Akka.Logs;
using ActorSearch.Core.Clusters;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster;
using Akka.Remote;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Akka.Nodes;

/// <summary>One actor system of a node, from its start until the cluster, or the node itself, has done with it.</summary>
internal sealed class NodeSystem
{
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TerminateWithin = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<string> _given = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeSystem(ActorSystem system)
    {
        System = system;
        Cluster = Cluster.Get(system);
        _ = system.WhenTerminated.ContinueWith(
            _ => _given.TrySetResult("the cluster has given this node up"), TaskScheduler.Default);
    }

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>Its membership.</summary>
    public Cluster Cluster { get; }

    /// <summary>Where other nodes reach it.</summary>
    public NodeAddress Address => new((Cluster.SelfAddress.Host ?? string.Empty).Trim('[', ']'), Cluster.SelfAddress.Port ?? 0);

    /// <summary>Ends once the system is of no more use, with the reason.</summary>
    public Task<string> GivenUp => _given.Task;

    /// <summary>Starts a system, which then joins.</summary>
    /// <param name="config">Its settings.</param>
    /// <param name="options">What the user set, for messages.</param>
    /// <param name="log">The log.</param>
    /// <exception cref="ClusterStartException">The address cannot be had, or Akka does not take the settings.</exception>
    public static NodeSystem Start(NodeConfig config, ClusterOptions options, ILogger log)
    {
        CheckAddress(config.Listen);
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config.Config), new LogSetup(log));
        ActorSystem? system = null;
        try
        {
            system = ActorSystem.Create(NodeConfig.SystemName, setup);
            var node = new NodeSystem(system);
            node.ReadWhatIsReadLate();
            if (config.IsAlone)
            {
                node.Cluster.Join(node.Cluster.SelfAddress);
            }

            return node;
        }
#pragma warning disable CA1031 // Whatever Akka, or a class that the settings name, throws: it cannot start with these settings.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            system?.Terminate();
            throw NodeConfig.Wrong(options, Innermost(exception));
        }
    }

    /// <summary>Has the system replaced.</summary>
    /// <param name="why">The reason, for the log.</param>
    public void GiveUp(string why) => _given.TrySetResult(why);

    /// <summary>Leaves the cluster in good order where it can be reached, and ends the system, within seconds in any case.</summary>
    /// <param name="isInReach">Whether there is somebody to take leave of.</param>
    public async Task LeaveAsync(bool isInReach)
    {
        if (isInReach && !System.WhenTerminated.IsCompleted)
        {
            await WithinAsync(
                CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance), LeaveWithin).ConfigureAwait(false);
        }

        await EndAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the system without a word.</summary>
    public Task EndAsync() => WithinAsync(System.Terminate(), TerminateWithin);

    private static async Task WithinAsync(Task task, TimeSpan limit)
    {
        try
        {
            await task.WaitAsync(limit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What of it still runs are threads that no process waits for.
        }
    }

    /// <summary>Some settings are read by the actors that use them, which end over a wrong one; the node would wait for a cluster for ever.</summary>
    private void ReadWhatIsReadLate()
    {
        _ = Cluster.DowningProvider.DowningActorProps;
        _ = FailureDetectorLoader.Load(Cluster.Settings.FailureDetectorImplementationClass, Cluster.Settings.FailureDetectorConfig, System);
    }

    /// <summary>Akka tells of an address that it cannot have in many lines and leaves threads behind; so this is looked at before.</summary>
    private static void CheckAddress(NodeAddress listen)
    {
        try
        {
            var address = string.IsNullOrEmpty(listen.Host) ? IPAddress.Any
                : IPAddress.TryParse(listen.Host, out var literal) ? literal
                : Dns.GetHostAddresses(listen.Host).LastOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork)
                    ?? throw new SocketException((int)SocketError.HostNotFound);
            using var probe = new TcpListener(address, listen.Port);
            probe.Start();
        }
        catch (SocketException exception)
        {
            var why = exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "another program uses it",
                SocketError.AddressNotAvailable => "it is no address of this machine",
                SocketError.HostNotFound or SocketError.NoData => "no such host is known here",
                _ => exception.Message.TrimEnd('.'),
            };
            throw new ClusterStartException($"cluster: cannot listen on {listen}: {why}; name another address or port", exception);
        }
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
