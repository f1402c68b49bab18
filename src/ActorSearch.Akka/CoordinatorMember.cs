using Microsoft.Extensions.Logging;

namespace ActorSearch.Akka;

/// <summary>
/// A coordinator's node of an Akka cluster. Of all such nodes one coordinates, as the cluster's singleton; the others
/// stand by until that one leaves or is lost.
/// </summary>
public sealed class CoordinatorMember : IAsyncDisposable
{
    /// <summary>Joins a cluster, or begins one where this node is the first of the seeds.</summary>
    /// <param name="options">Where.</param>
    /// <param name="begin">Begins to coordinate, on a thread that may wait: called whenever the cluster has chosen this node.</param>
    /// <param name="logging">The log.</param>
    /// <exception cref="ClusterStartException">The options are wrong, or the address cannot be had.</exception>
    public static Task<CoordinatorMember> JoinAsync(
        ClusterOptions options, Func<CancellationToken, Task<ICoordinating>> begin, ILoggerFactory logging) =>
        throw new NotImplementedException();

    /// <summary>Ends when the work that was begun ended by itself or could not be begun, with its failure.</summary>
    public Task Completion => throw new NotImplementedException();

    /// <summary>Leaves the cluster: the coordinator's work is ended first, and another node may take it up.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
