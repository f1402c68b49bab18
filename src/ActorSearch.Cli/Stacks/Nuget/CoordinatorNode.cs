using ActorSearch.Akka;
using ActorSearch.Cli.Clusters.Membership;

namespace ActorSearch.Cli.Stacks;

/// <summary>A coordinator's node of an Akka cluster.</summary>
internal sealed class CoordinatorNode(CoordinatorMember member) : ICoordinatorNode
{
    /// <inheritdoc />
    public Task Completion => member.Completion;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => member.DisposeAsync();
}
