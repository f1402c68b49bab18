using System.Collections.Immutable;

namespace ActorSearch.Core.Clusters;

/// <summary>How a process takes part in a cluster: what carries its messages, and, where that is Akka, where nodes meet.</summary>
public sealed record LinkSettings
{
    /// <summary>A port that a coordinator's node has where none is said.</summary>
    public const int DefaultPort = 7071;

    /// <summary>Where a coordinator's node is reached that was told nothing, and where workers look for it.</summary>
    public static readonly NodeAddress DefaultAddress = new("127.0.0.1", DefaultPort);

    /// <summary>The settings of those who give none.</summary>
    public static readonly LinkSettings Default = new();

    /// <summary>What carries the messages; null for what the build has as its default.</summary>
    public LinkKind? Kind { get; init; }

    /// <summary>Where other nodes reach this one; null where nothing was said.</summary>
    public NodeAddress? Address { get; init; }

    /// <summary>Nodes through which this one finds the cluster; empty where nothing was said.</summary>
    public ImmutableArray<NodeAddress> Seeds { get; init; } = [];

    /// <summary>A file of Akka's own settings, which win over the built-in ones; null for none.</summary>
    public string? HoconFile { get; init; }
}
