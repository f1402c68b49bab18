using ActorSearch.Coordination.Links;
using ActorSearch.Core.Protocol.Wire;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Akka;

/// <summary>
/// A worker node's membership of an Akka cluster, and messages of the wire to its coordinator, wherever in the cluster
/// that is. A node that the cluster has given up joins it again by itself.
/// </summary>
public sealed class ClusterChannel : ICoordinatorChannel
{
    /// <summary>Joins a cluster, or goes on trying to.</summary>
    /// <param name="options">Where.</param>
    /// <param name="logging">The log.</param>
    /// <exception cref="ClusterStartException">The options are wrong, or the address cannot be had.</exception>
    public static Task<ClusterChannel> JoinAsync(ClusterOptions options, ILoggerFactory logging) =>
        throw new NotImplementedException();

    /// <inheritdoc />
    public string Coordinator => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<WireMessage> AskAsync(WireMessage question, TimeSpan patience, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Leaves the cluster.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
