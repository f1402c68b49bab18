using System.Net;
using System.Text;

namespace ActorSearch.Faults.Strangers;

/// <summary>What a peer may send that speaks Akka's remoting, and does not belong to the cluster or is broken.</summary>
internal static class AkkaStranger
{
    private const int NewtonsoftSerializer = 1;
    private const int ClusterSerializer = 5;
    private const int MiscSerializer = 16;
    private const int SystemSerializer = 22;
    private const int NobodysSerializer = 4711;

    /// <summary>Number of the serializer of the protocol's messages, and the actor that takes them.</summary>
    private const int WireSerializer = 7071;

    private const string WirePath = "/user/coordinator/reception";

    /// <summary>Frames that follow the introduction, each to be sent over a connection of its own.</summary>
    /// <param name="node">The node that is spoken to, HOST:PORT.</param>
    /// <param name="random">Where meaningless bytes come from.</param>
    public static IEnumerable<(string What, byte[] Frame)> Frames(string node, Random random)
    {
        var root = $"akka.tcp://actorsearch@{node}";
        var cluster = $"{root}/system/cluster/core/daemon";
        var noise = new byte[200];
        random.NextBytes(noise);
        yield return ("content that is no message", AkkaFrames.Frame(noise));
        yield return ("an empty frame", AkkaFrames.Frame([]));
        yield return ("an instruction of another version", AkkaFrames.Instruction(99));
        yield return ("a payload that is none", AkkaFrames.Payload(noise));
        yield return ("an envelope to nobody", AkkaFrames.Envelope(null, MiscSerializer, "ID", noise));
        yield return ("an envelope to no address", AkkaFrames.Envelope("::nowhere::", MiscSerializer, "ID", noise));
        yield return ("an envelope to an actor that is not there", AkkaFrames.Envelope($"{root}/user/nobody", MiscSerializer, "ID", noise));
        yield return ("an unknown serializer", AkkaFrames.Envelope(cluster, NobodysSerializer, "claim", noise));
        yield return ("an object of any type by its name", AkkaFrames.Envelope(
            cluster, NewtonsoftSerializer, string.Empty, Encoding.UTF8.GetBytes("""{"$type":"System.Version, System.Private.CoreLib"}""")));
        yield return ("gossip that is none", AkkaFrames.Envelope(cluster, ClusterSerializer, "Akka.Cluster.GossipEnvelope, Akka.Cluster", noise));
        yield return ("gossip of another version", AkkaFrames.Envelope(cluster, ClusterSerializer, "GE2", noise));
        yield return ("a heartbeat that is none", AkkaFrames.Envelope($"{root}/system/cluster/heartbeatReceiver", ClusterSerializer, "HB", noise));
        yield return ("a system message that is none", AkkaFrames.Envelope($"{root}/user", SystemSerializer, "T", noise));
        foreach (var path in (string[])["/user/coordinator", WirePath, "/user/coordinator-proxy", "/user", "/system/cluster"])
        {
            yield return ("an order to end", AkkaFrames.Envelope(root + path, MiscSerializer, "PP", []));
        }

        foreach (var wire in (string[])["claim", "claim-0", "conquer", string.Empty])
        {
            yield return ("a message of the protocol that is none", AkkaFrames.Envelope(
                $"{root}{WirePath}", WireSerializer, wire, Encoding.UTF8.GetBytes("""{"worker":"x/0~1","capacity":-1}""")));
        }
    }

    /// <summary>Orders that a cluster without TLS obeys, whoever reaches one of its nodes: to fail, and to take a node out.</summary>
    /// <param name="coordinator">The coordinator's node, HOST:PORT.</param>
    /// <param name="others">The other nodes.</param>
    public static IEnumerable<(string Node, string What, byte[] Frame)> Orders(string coordinator, IReadOnlyList<string> others)
    {
        yield return (coordinator, "an order to fail", AkkaFrames.Envelope($"akka.tcp://actorsearch@{coordinator}{WirePath}", MiscSerializer, "K", []));
        foreach (var node in (string[])[.. others, coordinator])
        {
            yield return (coordinator, "an order to take a node out", AkkaFrames.Envelope(
                $"akka.tcp://actorsearch@{coordinator}/system/cluster/core/daemon",
                ClusterSerializer,
                "Akka.Cluster.ClusterUserAction+Down, Akka.Cluster",
                AkkaFrames.Address(IPEndPoint.Parse(node), "akka.tcp").ToArray()));
            yield return (node, "an order to fail", AkkaFrames.Envelope($"akka.tcp://actorsearch@{node}/system/cluster", MiscSerializer, "K", []));
        }
    }
}
