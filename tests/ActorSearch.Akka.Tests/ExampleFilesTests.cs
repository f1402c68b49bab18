using System.Net;
using System.Net.Sockets;
using ActorSearch.Akka.Configuration;
using ActorSearch.Akka.Tests.Doubles;
using ActorSearch.Core.Clusters;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Http.Tests.Server.Doubles;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorSearch.Akka.Tests;

/// <summary>The files of cluster-config do what they say.</summary>
public sealed class ExampleFilesTests
{
    private static readonly NodeAddress Head = new("127.0.0.1", 7071);

    [Theory]
    [InlineData("coordinator.hocon", NodeRole.Coordinator, 7071)]
    [InlineData("worker.hocon", NodeRole.Worker, 0)]
    public void What_a_file_says_holds_without_it(string file, string role, int port)
    {
        var builtIn = NodeConfig.Of(new ClusterOptions(Head with { Port = port }, [Head, new NodeAddress("127.0.0.1", 1)]), role).Config;
        var said = ConfigurationFactory.ParseString(Read(file)).AsEnumerable().ToList();

        var leaves = LeavesOf(said).Where(l => l.Path != "akka.cluster.seed-nodes").ToList();

        Assert.InRange(leaves.Count, 5, 20);
        Assert.All(leaves, l => Assert.Equal(l.Value, builtIn.GetString(l.Path)));
    }

    [Fact]
    public async Task Three_nodes_of_the_local_files_are_a_cluster()
    {
        var ports = FreePorts(3);
        await using var coordinator = new TestCoordinator();
        await coordinator.JoinAsync(OptionsOf("local-1.hocon"));
        await using var one = await ClusterChannel.JoinAsync(OptionsOf("local-2.hocon"), new LogLines());
        await using var other = await ClusterChannel.JoinAsync(OptionsOf("local-3.hocon"), new LogLines());

        await one.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        await other.UntilAnsweredAsync(new WireMessage.Withdraw("v"));
        Assert.Equal(string.Join(' ', ports), $"{coordinator.Address.Port} {one.Address.Port} {other.Address.Port}");

        ClusterOptions OptionsOf(string file) => new(Head with { Port = 0 }, [Head])
        {
            Hocon = Enumerable.Range(0, 3).Aggregate(
                Read(file), (text, i) => text.Replace($"{7071 + i}", $"{ports[i]}", StringComparison.Ordinal)),
        };
    }

    [Fact]
    public async Task The_file_for_networks_lacks_nothing_that_a_file_can_say()
    {
        var fault = await Assert.ThrowsAsync<ClusterStartException>(
            () => ClusterChannel.JoinAsync(new ClusterOptions(Head, [Head]) { Hocon = Read("tls.hocon") }, new LogLines()));

        // Of the Akka that is here, or that nobody has 10.0.0.5 or the certificate here.
        Assert.DoesNotContain("(", fault.Message.Replace("(cluster-config/tls.hocon)", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cluster-config", file));

    private static IEnumerable<(string Path, string Value)> LeavesOf(
        IEnumerable<KeyValuePair<string, HoconValue>> entries, string under = "") => entries.SelectMany(e =>
    {
        var path = under + e.Key;
        return e.Value.IsObject() ? LeavesOf(e.Value.GetObject().Items, path + ".")
            : e.Value.IsArray() ? [(path, string.Empty)]
            : [(path, e.Value.GetString())];
    });

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Stop());
        return ports;
    }
}
