using ActorSearch.Cli.Clusters.Membership;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Stacks;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Clusters;
using ActorSearch.Http.Client;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Cli.Clusters;

/// <summary>A worker node's way to its coordinator.</summary>
internal static class WorkerLink
{
    /// <summary>Checks the settings; nothing is written, and nobody asked.</summary>
    /// <returns>What makes the link, with a log.</returns>
    /// <exception cref="InputException">Something is wrong with them.</exception>
    public static Func<ILoggerFactory, Task<ICoordinatorLink>> Prepare(WorkerConfig config)
    {
        if (LinkCheck.KindOf(config.Link) == LinkKind.Akka)
        {
            var membership = ClusterMembership.OfWorker(config.Link);
            return async log => Over(await Stack.This.JoinAsWorkerAsync(membership, log).ConfigureAwait(false), log);
        }

        var address = CoordinatorAccess.Resolve(config.Coordinator?.OriginalString, config.TokenFile, config.CaFile);
        return log => Task.FromResult<ICoordinatorLink>(Over(new HttpChannel(address, TimeProvider.System), log));
    }

    private static CoordinatorLink Over(ICoordinatorChannel channel, ILoggerFactory log) =>
        new CoordinatorLink(channel, log.CreateLogger<CoordinatorLink>());
}
