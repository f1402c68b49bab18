using ActorSearch.Akka;
using ActorSearch.Cli.Clusters.Coordinating;
using ActorSearch.Coordination.Receptions;

namespace ActorSearch.Cli.Stacks;

/// <summary>The coordinator's work as a cluster begins and ends it.</summary>
internal sealed class Coordinating(CoordinatorService service) : ICoordinating
{
    /// <inheritdoc />
    public Reception Reception => service.Reception;

    /// <inheritdoc />
    public Task Completion => service.Completion;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => service.DisposeAsync();
}
