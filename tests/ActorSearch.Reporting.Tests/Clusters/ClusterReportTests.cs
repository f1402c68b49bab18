using System.Collections.Immutable;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Reporting.Clusters;

namespace ActorSearch.Reporting.Tests.Clusters;

public sealed class ClusterReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ClusterState Cluster = new(
        "1.2.3",
        Noon.AddMinutes(-125),
        Noon,
        "results.db",
        StoreFailure: null,
        [new StudySummary("grid", Trials: 1200, Ended: 7, Failed: 1, Running: 2)],
        [
            new NodeHeard(
                new NodeState(
                    "gpu-a",
                    "1.2.3",
                    [new DeviceState("cuda:0", "Model X", Workers: 2, MemoryBytes: 8L << 30, UsedBytes: 3L << 30, ReservedBytes: 1L << 30, UtilisationPercent: 87)],
                    [new WorkerState("gpu-a/0~3f9a12", "cuda:0", "training"), new WorkerState("gpu-a/1~3f9a12", "cuda:0", "no \u001b[2Jdata")]),
                Noon.AddSeconds(-4)),
        ],
        ImmutableSortedDictionary<string, long>.Empty.Add("stale", 3).Add("refused.malformed", 2).Add("messages.claim", 99));

    [Fact]
    public void Studies_devices_workers_and_refusals_are_told()
    {
        var text = Written(Cluster);

        Assert.StartsWith("Coordinator http://head:7070, version 1.2.3, up 2 h, store results.db\n", text, StringComparison.Ordinal);
        Assert.Matches("grid +7 +1,200 +2 +1\n", text);
        Assert.Matches("gpu-a +cuda:0 +Model X +2 +8 GiB +3 GiB +1 GiB +87 % +4 s ago\n", text);
        Assert.Matches("gpu-a/0 +cuda:0 +training\n", text);
        Assert.EndsWith("Since the start: 3 late words refused; messages refused: malformed 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nodes_say_cannot_move_the_cursor() => Assert.DoesNotContain('\u001b', Written(Cluster));

    [Fact]
    public void A_device_of_a_long_name_does_not_push_its_figures_out_of_sight()
    {
        var boaster = Cluster.Nodes[0] with { State = Cluster.Nodes[0].State with { Devices = [Cluster.Nodes[0].State.Devices[0] with { Model = new string('q', 500) }] } };

        Assert.Matches("cuda:0 +q{47}\\.\\.\\. +2 ", Written(Cluster with { Nodes = [boaster] }));
    }

    [Fact]
    public void A_store_that_takes_nothing_is_told_first() =>
        Assert.Contains("\nTHE STORE TAKES NOTHING AT PRESENT: no room left\n", Written(Cluster with { StoreFailure = "no room\nleft" }), StringComparison.Ordinal);

    [Fact]
    public void A_coordinator_that_nobody_has_asked_for_anything_says_so()
    {
        var text = Written(Cluster with { Studies = [], Nodes = [], Counters = ImmutableSortedDictionary<string, long>.Empty });

        Assert.Contains("Studies: none was handed in\n", text, StringComparison.Ordinal);
        Assert.Contains("Devices: no node was heard of\n", text, StringComparison.Ordinal);
        Assert.EndsWith("0 late words refused; messages refused: none\n", text, StringComparison.Ordinal);
    }

    private static string Written(ClusterState cluster)
    {
        using var text = new StringWriter { NewLine = "\n" };
        ClusterReport.WriteText(cluster, "http://head:7070", text, width: null);
        return text.ToString();
    }
}
