using System.Collections.Immutable;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Stacks;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Clusters.Membership;

/// <summary>How a node takes part in an Akka cluster, as far as that can be checked without taking part.</summary>
/// <param name="Address">Where other nodes reach it; port 0 for any that is free.</param>
/// <param name="Seeds">The nodes of the coordinators.</param>
/// <param name="Hocon">Text of the file with Akka's own settings; null for none.</param>
/// <param name="HoconName">The file.</param>
internal sealed record ClusterMembership(NodeAddress Address, ImmutableArray<NodeAddress> Seeds, string? Hocon, string HoconName)
{
    private const int MaxHoconBytes = 1_000_000;

    /// <summary>Where other nodes reach it once Akka's own settings have had their say; port 0 for any that is free.</summary>
    public NodeAddress ReachedAt { get; private init; } = Address;

    /// <summary>A coordinator's node.</summary>
    /// <exception cref="InputException">Its settings are wrong.</exception>
    public static ClusterMembership OfCoordinator(LinkSettings settings)
    {
        var address = settings.Address ?? LinkSettings.DefaultAddress;
        return Of(settings, address, settings.Seeds.IsEmpty ? [address] : settings.Seeds, isCoordinator: true);
    }

    /// <summary>A worker's node.</summary>
    /// <exception cref="InputException">Its settings are wrong, or there is no way to the first seed.</exception>
    public static ClusterMembership OfWorker(LinkSettings settings)
    {
        ImmutableArray<NodeAddress> seeds = settings.Seeds.IsEmpty ? [LinkSettings.DefaultAddress] : settings.Seeds;
        return Of(settings, settings.Address ?? OwnAddress.Towards(seeds[0]), seeds, isCoordinator: false);
    }

    private static ClusterMembership Of(LinkSettings settings, NodeAddress address, ImmutableArray<NodeAddress> seeds, bool isCoordinator)
    {
        var hocon = settings.HoconFile is { } file ? SmallFile.ReadText(file, MaxHoconBytes, "a file with settings of Akka's (HOCON)") : null;
        if (hocon is null)
        {
            // Akka's own settings may bind another address than the one that others reach.
            FreePort.Check("--cluster", OwnAddress.Resolve("--cluster", address.Host)[0], address.Port);
        }

        var membership = new ClusterMembership(address, seeds, hocon, settings.HoconFile ?? "HOCON");
        return membership with { ReachedAt = Stack.This.Check(membership, isCoordinator) };
    }
}
