using ActorSearch.Akka.Messages;
using ActorSearch.Akka.Tests.Doubles;
using ActorSearch.Core.Protocol.Wire;
using Akka.Actor;
using static ActorSearch.Akka.Tests.Doubles.Asking;

namespace ActorSearch.Akka.Tests;

/// <summary>Whatever comes to the port of a cluster, its nodes go on.</summary>
public sealed class HostilePeerTests
{
    [Fact]
    public async Task What_is_no_message_of_the_wire_is_answered_refused_and_counted()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        await using var peer = new AkkaPeer();
        var renewal = WireEnvelope.Of(new WireMessage.Describe("tests"));

        var unknown = await RefusedAsync(renewal with { Manifest = "describe-2" });
        var nameless = await RefusedAsync(renewal with { Manifest = string.Empty });
        var older = await RefusedAsync(renewal with { Body = "{\"name\":\"tests\"}"u8.ToArray() });
        var broken = await RefusedAsync(renewal with { Body = "{"u8.ToArray() });
        var large = await RefusedAsync(renewal with { Body = new byte[100_000] });
        var answer = await RefusedAsync(WireEnvelope.Of(new WireMessage.Noted()));
        var study = await RefusedAsync(WireEnvelope.Of(new WireMessage.Submit("tests 1", "a.yaml", Resume: false, Extend: false)));

        Assert.Contains("describe-2", unknown, StringComparison.Ordinal);
        Assert.Contains("''", nameless, StringComparison.Ordinal);
        Assert.Contains("describe", older, StringComparison.Ordinal);
        Assert.Contains("describe", broken, StringComparison.Ordinal);
        Assert.Contains("100000 bytes", large, StringComparison.Ordinal);
        Assert.Contains("noted", answer, StringComparison.Ordinal);
        Assert.Contains("HTTP", study, StringComparison.Ordinal);
        var counters = coordinator.Work.Board.Counters;
        Assert.Equal(
            (2, 2, 1, 2),
            (counters["refused.unknown-manifest"], counters["refused.malformed"], counters["refused.too-large"], counters["refused.unexpected"]));

        async Task<string> RefusedAsync(WireEnvelope message)
        {
            var envelope = Assert.IsType<WireEnvelope>(await peer.AskAsync(coordinator.Address, message));
            return string.Join(' ', Assert.IsType<WireMessage.Refused>(envelope.Open()).Lines);
        }
    }

    [Fact]
    public async Task Objects_that_Newtonsoft_would_build_are_not_built()
    {
        Assert.False(Trap.IsSprung);
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        await using var peer = new AkkaPeer();

        peer.To(coordinator.Address).Tell(new Trap { Path = "somewhere" });
        peer.To(coordinator.Address).Tell("a text");
        var last = await peer.AskAsync(coordinator.Address, WireEnvelope.Of(ClaimOf("w")));

        Assert.IsType<WireEnvelope>(last);
        Assert.False(Trap.IsSprung);
        Assert.Equal(1, coordinator.Begun);
    }

    [Fact]
    public async Task Nobody_stops_the_coordinator_from_afar()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        await using var peer = new AkkaPeer();

        foreach (var path in new[] { "/user/coordinator/reception", "/user/coordinator", "/user", "/system/cluster/core/daemon" })
        {
            peer.To(coordinator.Address, path).Tell(PoisonPill.Instance);
        }

        var last = await peer.AskAsync(coordinator.Address, WireEnvelope.Of(ClaimOf("w")));
        Assert.IsType<WireEnvelope>(last);
        await worker.AskAsync(new WireMessage.Withdraw("w"), TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.Equal(1, coordinator.Begun);
    }

    [Fact]
    public async Task A_coordinator_whose_actor_is_killed_all_the_same_begins_anew()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        await using var peer = new AkkaPeer();

        peer.To(coordinator.Address).Tell(Kill.Instance);

        await coordinator.HasBegunAsync(times: 2);
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
    }

    [Fact]
    public async Task A_system_of_another_name_is_not_heard()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        await using var peer = new AkkaPeer("another");

        await Assert.ThrowsAsync<AskTimeoutException>(
            () => peer.To(coordinator.Address, system: "another").Ask<object>(WireEnvelope.Of(ClaimOf("w")), TimeSpan.FromSeconds(1)));

        await worker.AskAsync(new WireMessage.Withdraw("w"), TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.Equal(1, coordinator.Begun);
    }

    [Fact]
    public async Task Who_asks_for_ever_more_is_told_that_it_is_too_much()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var worker = await coordinator.WorkerAsync();
        await worker.UntilAnsweredAsync(new WireMessage.Withdraw("w"));
        await using var peer = new AkkaPeer();

        // More claims that wait than there is room for; those of the first trials are granted, and wait no longer.
        for (var i = 0; i < 4096 + coordinator.Plan.Trials.Length; i++)
        {
            peer.To(coordinator.Address).Tell(WireEnvelope.Of(ClaimOf($"w{i}", waitMs: 60_000)));
        }

        var answer = Assert.IsType<WireEnvelope>(await peer.AskAsync(coordinator.Address, WireEnvelope.Of(new WireMessage.Withdraw("w"))));
        Assert.Equal("too many messages are under way", Assert.IsType<WireMessage.Unavailable>(answer.Open()).Reason);
        Assert.Equal(1, coordinator.Begun);
    }

    /// <summary>An object that does something as it is built.</summary>
    public sealed class Trap
    {
        private string _path = string.Empty;

        public static bool IsSprung { get; private set; }

        public string Path
        {
            get => _path;
            set
            {
                // The one that the test builds itself is not of the peer's.
                IsSprung = _path.Length == 0 && Environment.StackTrace.Contains("Newtonsoft.Json", StringComparison.Ordinal);
                _path = value;
            }
        }
    }
}
