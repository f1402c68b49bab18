using System.Text;
using ActorSearch.Akka.Tests.Doubles;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Akka.Tests;

/// <summary>What speaks something else than Akka to the port of a node.</summary>
public sealed class ForeignProtocolTests(ForeignProtocolTests.Cluster cluster) : IClassFixture<ForeignProtocolTests.Cluster>
{
    private static readonly byte[] Http = Encoding.ASCII.GetBytes("GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n");

    public static TheoryData<string, byte[]> Bytes => new()
    {
        { "garbage", [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7919 >> 3))] },
        { "HTTP", Http },
        { "a TLS hello", [0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x03] },
        { "a huge length", [0xff, 0xff, 0xff, 0x7f, 1, 2, 3, 4] },
        { "a negative length", [0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4] },
        { "a frame that is no message", [4, 0, 0, 0, 0xff, 0xff, 0xff, 0xff] },
        { "half a frame", [0, 0, 1, 0, 1] },
        { "nothing", [] },
    };

    [Theory]
    [MemberData(nameof(Bytes))]
    public async Task A_peer_that_does_not_speak_Akka_is_let_go_and_the_nodes_go_on(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        await cluster.Worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));

        foreach (var node in new[] { cluster.Coordinator.Address, cluster.Worker.Address })
        {
            using var peer = await RawPeer.ConnectAsync(node);
            await peer.SendAsync(bytes);
            await peer.IsClosedAsync();
        }

        await cluster.Worker.AskAsync(new WireMessage.Withdraw("w"), TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.Equal(1, cluster.Coordinator.Begun);
    }

    /// <summary>A coordinator and a worker, for all of them.</summary>
    public sealed class Cluster : IAsyncLifetime
    {
        private const string Impatient = "akka.remote.handshake-timeout = 1 s";

        internal TestCoordinator Coordinator { get; private set; } = null!;

        internal ClusterChannel Worker { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Coordinator = await TestCoordinator.StartAsync(hocon: Impatient);
            Worker = await Coordinator.WorkerAsync(Impatient);
        }

        public async ValueTask DisposeAsync()
        {
            await Worker.DisposeAsync();
            await Coordinator.DisposeAsync();
        }
    }
}
