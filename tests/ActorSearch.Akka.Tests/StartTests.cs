using System.Net;
using System.Net.Sockets;
using ActorSearch.Akka.Logs;
using ActorSearch.Core.Clusters;
using ActorSearch.Http.Tests.Server.Doubles;

namespace ActorSearch.Akka.Tests;

/// <summary>What is wrong with a node's settings is said in one line, before anything runs.</summary>
public sealed class StartTests
{
    private static readonly NodeAddress Here = new("127.0.0.1", 0);

    [Fact]
    public async Task A_port_that_another_program_has_is_said()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        Assert.Equal(
            $"cluster: cannot listen on 127.0.0.1:{port}: another program uses it; name another address or port",
            await FaultOfAsync(new ClusterOptions(Here with { Port = port }, [Here])));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_said() => Assert.Equal(
        "cluster: cannot listen on 192.0.2.1:0: it is no address of this machine; name another address or port",
        await FaultOfAsync(new ClusterOptions(new NodeAddress("192.0.2.1", 0), [Here]) { Hocon = "actorsearch.cluster.allow-plain-text = on" }));

    [Fact]
    public async Task A_host_that_nobody_knows_is_said() => Assert.StartsWith(
        "cluster: cannot listen on no-such-host.invalid:0: ",
        await FaultOfAsync(new ClusterOptions(new NodeAddress("no-such-host.invalid", 0), [Here]) { Hocon = "actorsearch.cluster.allow-plain-text = on" }));

    [Fact]
    public async Task A_worker_without_seeds_is_told_to_have_one() => Assert.Equal(
        "seeds: a node needs the address of a coordinator, such as 127.0.0.1:7071", await FaultOfAsync(new ClusterOptions(Here, [])));

    [Theory]
    [InlineData("akka.cluster.failure-detector.heartbeat-interval = soon")]
    [InlineData("akka.remote.dot-netty.tcp.port = many")]
    [InlineData("actorsearch.cluster.begin-anew-after = [1, 2]")]
    [InlineData("akka.cluster.downing-provider-class = \"No.Such.Class, Nowhere\"")]
    [InlineData("akka.remote.dot-netty.tcp.enable-ssl = on")]
    [InlineData("akka.cluster.failure-detector.acceptable-heartbeat-pause = soon")]
    [InlineData("akka.cluster.split-brain-resolver.active-strategy = keep-best")]
    public async Task Settings_that_are_broken_are_said_with_their_file(string hocon)
    {
        var fault = await FaultOfAsync(new ClusterOptions(Here, [Here with { Port = 1 }]) { Hocon = hocon, HoconName = "mine.hocon" });

        Assert.StartsWith("mine.hocon: ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
    }

    [Theory]
    [InlineData("akka {\n  cluster {\n  }\n", "line 1: this { is never closed")]
    [InlineData("akka { # {\n}\n}", "line 3: nothing is open that this } closes")]
    [InlineData("akka.cluster.roles = [\"a\"\n", "line 1: this [ is never closed")]
    [InlineData("a = \"b\\\"}\"\nc = \"d", "line 2: this text is never closed with \"")]
    [InlineData("a = \"\"\"\n{\n\"\"\"\n// }\nc = }", "line 5: nothing is open that this } closes")]
    public async Task Braces_and_quotes_that_do_not_match_are_said_with_their_line(string hocon, string fault) => Assert.Equal(
        $"mine.hocon: {fault}", await FaultOfAsync(new ClusterOptions(Here, [Here with { Port = 1 }]) { Hocon = hocon, HoconName = "mine.hocon" }));

    [Theory]
    [InlineData("a = ${b}\nb = ${a}", "${a} leads back to itself; write the value in its place")]
    [InlineData("a = ${a}", "${a} leads back to itself; write the value in its place")]
    [InlineData("a { b = [1, ${a}] }", "${a} leads back to itself; write the value in its place")]
    [InlineData("include \"other.hocon\"", "include \"other.hocon\" is not followed; put all settings into this one file")]
    [InlineData("akka.remote.dot-netty.tcp.port = 70000", "akka.remote.dot-netty.tcp.port: '70000' is no port; expected a number from 0 to 65535")]
    public async Task What_a_file_cannot_mean_is_said(string hocon, string fault) => Assert.Equal(
        $"mine.hocon: {fault}", await FaultOfAsync(new ClusterOptions(Here, [Here with { Port = 1 }]) { Hocon = hocon, HoconName = "mine.hocon" }));

    [Theory]
    [InlineData("[]", "names no node")]
    [InlineData("\"akka.tcp://actorsearch@127.0.0.1:7071\"", "names no node")]
    [InlineData("[\"127.0.0.1:7071\"]", "\"127.0.0.1:7071\" is no node of this cluster's")]
    [InlineData("[\"akka.tcp://other@127.0.0.1:7071\"]", "\"akka.tcp://other@127.0.0.1:7071\" is no node of this cluster's")]
    [InlineData("[\"akka.ssl.tcp://actorsearch@127.0.0.1:7071\"]", "\"akka.ssl.tcp://actorsearch@127.0.0.1:7071\" is no node of this cluster's")]
    [InlineData("[\"akka.tcp://actorsearch@127.0.0.1\"]", "\"akka.tcp://actorsearch@127.0.0.1\" is no node of this cluster's")]
    public async Task Seed_nodes_that_no_node_can_be_are_said(string seeds, string fault) => Assert.Equal(
        $"mine.hocon: akka.cluster.seed-nodes: {fault}; expected such as [\"akka.tcp://actorsearch@127.0.0.1:7071\"]",
        await FaultOfAsync(new ClusterOptions(Here, [Here with { Port = 1 }]) { Hocon = $"akka.cluster.seed-nodes = {seeds}", HoconName = "mine.hocon" }));

    [Fact]
    public async Task A_reference_to_a_value_of_the_file_is_followed()
    {
        await using var worker = await ClusterChannel.JoinAsync(
            new ClusterOptions(Here, [Here with { Port = 1 }]) { Hocon = "mine = 3 s\nakka.cluster { seed-node-timeout = ${mine}, gossip-interval = ${mine} }" },
            new LogLines());

        Assert.Equal(TimeSpan.FromSeconds(3), worker.Node.Cluster.Settings.SeedNodeTimeout);
    }

    [Theory]
    [InlineData("", "lacks TLS (enable-ssl)")]
    [InlineData("enable-ssl = on, ssl.suppress-validation = on", "would take any certificate (suppress-validation)")]
    [InlineData("enable-ssl = on, ssl.require-mutual-authentication = off", "would let in whoever has no certificate (require-mutual-authentication)")]
    public async Task An_address_that_other_machines_reach_needs_certificates_of_both_sides(string tcp, string gap)
    {
        var fault = await FaultOfAsync(
            new ClusterOptions(new NodeAddress("0.0.0.0", 0), [Here]) { Hocon = $"akka.remote.dot-netty.tcp {{ {tcp} }}" });

        Assert.StartsWith($"cluster: 0.0.0.0 can be reached from other machines and {gap}; ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_name_in_the_settings_is_looked_at_as_well()
    {
        var fault = await FaultOfAsync(new ClusterOptions(Here, [Here]) { Hocon = "akka.remote.dot-netty.tcp.hostname = 0.0.0.0" });

        Assert.StartsWith("cluster: 0.0.0.0 can be reached from other machines", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_hold_cannot_be_set_otherwise()
    {
        await using var worker = await ClusterChannel.JoinAsync(
            new ClusterOptions(Here, [Here with { Port = 1 }])
            {
                Hocon = """
                    akka.actor.provider = local
                    akka.actor.serializers.json = "Akka.Serialization.NewtonSoftJsonSerializer, Akka"
                    akka.actor.serialization-bindings { "System.Object" = bytes }
                    akka.cluster.roles = [coordinator]
                    akka.coordinated-shutdown.exit-clr = on
                    akka.remote.untrusted-mode = off
                    akka.remote.dot-netty.tcp.maximum-frame-size = 30000b
                    """,
            },
            new LogLines());

        var settings = worker.Node.System.Settings.Config;
        Assert.Equal(["worker"], worker.Node.Cluster.SelfRoles);
        Assert.Equal("ActorSearch.Akka.Messages.RefusingJsonSerializer, ActorSearch.Akka", settings.GetString("akka.actor.serializers.json"));
        Assert.Equal("json", settings.GetString("akka.actor.serialization-bindings.\"System.Object\""));
        Assert.IsType<SilentLogger>(worker.Node.System.Settings.StdoutLogger);
        Assert.False(settings.GetBoolean("akka.coordinated-shutdown.exit-clr"));
        Assert.True(settings.GetBoolean("akka.remote.untrusted-mode"));
        Assert.True(settings.GetByteSize("akka.remote.dot-netty.tcp.maximum-frame-size") > 6_000_000);
    }

    private static async Task<string> FaultOfAsync(ClusterOptions options) =>
        (await Assert.ThrowsAsync<ClusterStartException>(() => ClusterChannel.JoinAsync(options, new LogLines()))).Message;
}
