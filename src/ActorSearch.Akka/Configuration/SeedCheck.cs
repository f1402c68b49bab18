using ActorSearch.Core.Clusters;
using Akka.Actor;

namespace ActorSearch.Akka.Configuration;

/// <summary>Looks at the seed nodes that a HOCON file names: with ones that no node can have, a node would wait for ever.</summary>
internal static class SeedCheck
{
    /// <summary>What is wrong with them; null where nothing is.</summary>
    /// <param name="seeds">The value of <c>akka.cluster.seed-nodes</c>, as a list.</param>
    /// <param name="protocol"><c>akka.tcp</c>, or <c>akka.ssl.tcp</c> with TLS.</param>
    public static string? FindFault(IList<string> seeds, string protocol)
    {
        var right = $"expected such as [\"{protocol}://{NodeConfig.SystemName}@127.0.0.1:{LinkSettings.DefaultPort}\"]";
        if (seeds.Count == 0)
        {
            return $"akka.cluster.seed-nodes: names no node; {right}";
        }

        var wrong = seeds.FirstOrDefault(s => !ActorPath.TryParseAddress(s, out var address)
            || address.Protocol != protocol || address.System != NodeConfig.SystemName || address.Host is null || address.Port is null or 0);
        return wrong is null ? null : $"akka.cluster.seed-nodes: \"{wrong}\" is no node of this cluster's; {right}";
    }
}
