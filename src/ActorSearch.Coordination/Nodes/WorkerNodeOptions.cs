using System.Collections.Immutable;

namespace ActorSearch.Coordination.Nodes;

/// <summary>How a node works.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Session">
/// Tells this process's workers from those of an earlier one of the same name, whose leases may still run: what a worker
/// of a name is granted and does not speak of would be granted to it once more.
/// </param>
/// <param name="Version">Version of the program.</param>
/// <param name="Devices">Its devices.</param>
public sealed record WorkerNodeOptions(string Name, string Session, string Version, ImmutableArray<NodeDevice> Devices)
{
    /// <summary>How often it tells how it is.</summary>
    public TimeSpan ReportEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long its workers may take to give back what they hold when it is stopped.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}
