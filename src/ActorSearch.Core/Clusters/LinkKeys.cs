using System.Collections.Immutable;

namespace ActorSearch.Core.Clusters;

/// <summary>The settings of links, which every process of a cluster has.</summary>
internal static class LinkKeys
{
    private const int MaxSeeds = 32;

    /// <summary>The keys of a configuration.</summary>
    /// <param name="change">Puts other settings in the place of a configuration's.</param>
    /// <param name="cluster">What the address of the node is for.</param>
    /// <param name="mayBeAnyPort">Whether the node may have a port that nobody knows before it starts.</param>
    /// <param name="seeds">What the seeds are for.</param>
    public static ImmutableArray<ConfigKey<TConfig>> Of<TConfig>(
        Func<TConfig, LinkSettings, TConfig> change, string cluster, bool mayBeAnyPort, string seeds)
        where TConfig : class, ILinkedConfig =>
    [
        new("link", ConfigValueKind.Text, "LINK", "akka or http",
            "What carries the messages between workers and the coordinator: akka (an Akka cluster) or http.",
            (c, text) => KindOf(text) is { } kind ? change(c, c.Link with { Kind = kind }) : null),
        new("cluster", ConfigValueKind.Text, "HOST:PORT",
            mayBeAnyPort
                ? "a host's name or IP address and a port, such as 10.0.0.7:0, where 0 takes any port that is free"
                : "a host's name or IP address and a port other than 0, such as 10.0.0.5:7071",
            cluster,
            (c, text) => NodeAddress.Parse(text) is { } address && (mayBeAnyPort || address.Port > 0) ? change(c, c.Link with { Address = address }) : null)
            { Link = LinkKind.Akka },
        new("seeds", ConfigValueKind.Text, "HOST:PORT,...", "addresses of coordinators' nodes with commas between them, such as 10.0.0.5:7071,10.0.0.6:7071",
            seeds,
            (c, text) => SeedsOf(text) is { } addresses ? change(c, c.Link with { Seeds = addresses }) : null)
            { Link = LinkKind.Akka },
        new("hocon", ConfigValueKind.Path, "FILE", "a file's name", "A file with settings of Akka's own (HOCON), which win over the built-in ones.",
            (c, text) => ConfigValue.FileName(text) is { } file ? change(c, c.Link with { HoconFile = file }) : null)
            { Link = LinkKind.Akka },
    ];

    private static LinkKind? KindOf(string text) => text switch
    {
        "akka" => LinkKind.Akka,
        "http" => LinkKind.Http,
        _ => null,
    };

    private static ImmutableArray<NodeAddress>? SeedsOf(string text)
    {
        var seeds = text.Split(',').Select(s => NodeAddress.Parse(s.Trim())).ToList();
        return seeds.Count <= MaxSeeds && seeds.All(s => s is { Port: > 0 }) ? [.. seeds.OfType<NodeAddress>().Distinct()] : null;
    }
}
