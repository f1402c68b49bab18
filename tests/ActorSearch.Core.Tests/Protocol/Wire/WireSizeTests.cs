using System.Collections.Immutable;
using System.Text;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Protocol.Wire;

/// <summary>The largest message that the limits allow fits the bound in bytes, whatever characters it is made of.</summary>
public sealed class WireSizeTests
{
    private static readonly string Name = new('w', WireLimits.NameLength);
    private static readonly TrialId Trial = TrialId.Of(TrialConfig.Empty, 0);

    private static string Long(int length) => new('\u6f22', length);

    [Fact]
    public void The_largest_claim_fits() => AssertFits(new WireMessage.Claim(
        Name, WireLimits.Capacity, long.MaxValue, int.MaxValue,
        [.. Enumerable.Repeat(new HeldTrial(Trial, int.MaxValue), WireLimits.Holding)],
        [.. Enumerable.Repeat(Name, WireLimits.UnableFor)], WireLimits.WaitMs));

    [Fact]
    public void The_largest_grant_fits()
    {
        var lease = new TrialLease(
            new TrialPlan(Trial, LongestConfig(), int.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue, null),
            int.MaxValue, ulong.MaxValue, DateTimeOffset.MaxValue, int.MaxValue);
        var leases = Enumerable.Repeat(lease, WireLimits.Capacity).ToImmutableArray();

        AssertFits(new WireMessage.Granted(Name, WireLimits.LeaseMs, leases));
        AssertFits(new WireMessage.Train(leases));
    }

    [Fact]
    public void The_longest_epoch_fits()
    {
        const double Longest = -1.2345678901234567e-300;
        const double LongestShare = 1.2345678901234567e-300;
        var batches = Enumerable.Range(0, Curves.MaxBatchesPerEpoch)
            .Select(i => new BatchMetrics(2_000_000_000 + i, Longest, LongestShare, Longest, LongestShare));
        var metrics = new EpochMetrics(
            int.MaxValue, Longest, LongestShare, Longest, LongestShare, LongestShare, Longest, LongestShare, [.. batches]);

        AssertFits(new WireMessage.ReportEpoch(Name, Name, Trial, int.MaxValue, metrics));
        AssertFits(new WireMessage.EpochDone(Trial, int.MaxValue, metrics));
    }

    [Fact]
    public void The_longest_error_fits() => AssertFits(
        new WireMessage.RunOutOfMemory(Name, Name, Trial, int.MaxValue, int.MaxValue, Long(WireLimits.TextLength)));

    [Fact]
    public void The_longest_result_fits()
    {
        const double Longest = -1.2345678901234567e-300;
        const double LongestShare = 1.2345678901234567e-300;
        var best = new EpochMetrics(int.MaxValue, Longest, LongestShare, Longest, LongestShare, LongestShare, Longest, LongestShare);
        var result = new TrialResult(
            TrialOutcome.Completed, Long(WireLimits.TextLength), best, Longest, LongestShare, int.MaxValue, LongestShare, LongestShare,
            LongestShare, Long(WireLimits.NoteLength));

        AssertFits(new WireMessage.Finish(Name, Name, Trial, int.MaxValue, result));
        AssertFits(new WireMessage.TrialDone(Trial, int.MaxValue, result));
    }

    [Fact]
    public void The_longest_experiment_fits() => AssertFits(
        new WireMessage.Submit(Long(1_000_000), Long(WireLimits.PathLength), Resume: true, Extend: true));

    [Fact]
    public void The_longest_refusal_fits() => AssertFits(
        new WireMessage.Refused([.. Enumerable.Repeat(Long(WireLimits.LineLength), WireLimits.Lines)]));

    [Fact]
    public void The_largest_node_fits() => AssertFits(new WireMessage.NodeReport(LargestNode));

    [Fact]
    public void A_cluster_of_a_thousand_nodes_of_sixteen_workers_fits()
    {
        var node = LargestNode with
        {
            Devices = [.. LargestNode.Devices.Take(8).Select(d => d with { Model = "NVIDIA H100 80GB HBM3" })],
            Workers = [.. LargestNode.Workers.Take(16).Select(w => w with { Does = "training" })],
        };
        AssertFits(new WireMessage.Status(new ClusterState(
            Name, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, Name, null, [],
            [.. Enumerable.Repeat(new NodeHeard(node, DateTimeOffset.MaxValue), 1000)], ImmutableSortedDictionary<string, long>.Empty)));
    }

    [Fact]
    public void A_cluster_that_is_too_large_to_tell_of_is_an_error_that_says_so()
    {
        var message = new WireMessage.Status(new ClusterState(
            "1", DateTimeOffset.MinValue, DateTimeOffset.MinValue, "s", null, [],
            [.. Enumerable.Repeat(new NodeHeard(LargestNode, DateTimeOffset.MinValue), 100)], ImmutableSortedDictionary<string, long>.Empty));

        Assert.Equal(WireRefusal.TooLarge, Assert.Throws<WireException>(() => WireCodec.Encode(message)).Reason);
    }

    /// <summary>Every message with a text for people, which has so many characters.</summary>
    private static ImmutableArray<WireMessage> WithTextsOf(int length)
    {
        var text = Long(length);
        var result = new TrialResult(TrialOutcome.Diverged, text, null, null, null, 0, 1, Machine: text);
        var node = new NodeState("a", "1", [new DeviceState("cpu", text, 1, null, null, 0, null)], [new WorkerState("a/0", "cpu", text)]);
        var at = DateTimeOffset.MinValue;
        return
        [
            new WireMessage.Finish("ann", "demo", Trial, 1, result),
            new WireMessage.Fail("ann", "demo", Trial, 1, text),
            new WireMessage.HandBack("ann", "demo", Trial, 1, text),
            new WireMessage.RunOutOfMemory("ann", "demo", Trial, 1, 1, text),
            new WireMessage.NodeReport(node),
            new WireMessage.Refused([text]),
            new WireMessage.Unavailable(text),
            new WireMessage.Status(new ClusterState("1", at, at, "s", text, [], [new NodeHeard(node, at)], ImmutableSortedDictionary<string, long>.Empty)),
            new WireMessage.Unable(text),
            new WireMessage.TrialDone(Trial, 1, result),
            new WireMessage.TrialFailed(Trial, 1, text),
            new WireMessage.TrialOutOfMemory(Trial, 1, text),
        ];
    }

    [Fact]
    public void A_text_for_people_of_any_length_gets_through_shortened() => Assert.All(
        WithTextsOf(3_000_000), m => WireCodec.Decode(WireCodec.ManifestOf(m), WireCodec.Encode(m)));

    [Fact]
    public void An_error_is_shortened_to_its_bound_and_no_further()
    {
        var sent = new WireMessage.Fail("ann", "demo", Trial, 1, Long(WireLimits.TextLength + 1));

        var read = Assert.IsType<WireMessage.Fail>(WireCodec.Decode("fail", WireCodec.Encode(sent)));

        Assert.Equal(Long(WireLimits.TextLength), read.Error);
    }

    [Fact]
    public void A_shortened_text_does_not_end_in_half_a_character()
    {
        var sent = new WireMessage.Unable("a" + string.Concat(Enumerable.Repeat("\U0001F600", WireLimits.TextLength)));

        var read = Assert.IsType<WireMessage.Unable>(WireCodec.Decode("unable", WireCodec.Encode(sent)));

        Assert.Equal(sent.Reason[..(WireLimits.TextLength - 1)], read.Reason);
    }

    [Fact]
    public void A_refusal_of_many_lines_says_how_many_are_left_out()
    {
        var sent = new WireMessage.Refused([.. Enumerable.Range(1, 1000).Select(i => $"line {i}")]);

        var read = Assert.IsType<WireMessage.Refused>(WireCodec.Decode("refused", WireCodec.Encode(sent)));

        Assert.Equal(WireLimits.Lines, read.Lines.Length);
        Assert.Equal("line 199", read.Lines[^2]);
        Assert.Equal("and 801 lines more", read.Lines[^1]);
    }

    private static NodeState LargestNode { get; } = new(
        Name,
        Long(WireLimits.NameLength),
        [.. Enumerable.Repeat(
            new DeviceState(
                Long(WireLimits.NameLength), Long(WireLimits.NoteLength), int.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue, 100),
            WireLimits.Devices)],
        [.. Enumerable.Repeat(new WorkerState(Name, Long(WireLimits.NameLength), Long(WireLimits.NoteLength)), WireLimits.Workers)]);

    /// <summary>Every key that a configuration can hold with the longest value of its kind, though no trial states them all.</summary>
    private static TrialConfig LongestConfig()
    {
        var stated = Hyperparameters.All.OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"\"{p.Name}\":{Longest(p.Kind).ToCanonicalJson()}");
        var lease = Encoding.UTF8.GetString(WireCodec.Encode(new WireMessage.Train([
            new TrialLease(new TrialPlan(Trial, TrialConfig.Empty, 0, 0, 0, 0, null), 1, 0, DateTimeOffset.MinValue)])));
        var body = lease.Replace("\"config\":{}", $"\"config\":{{{string.Join(',', stated)}}}", StringComparison.Ordinal);
        var read = (WireMessage.Train)WireCodec.Decode("train", Encoding.UTF8.GetBytes(body));
        Assert.Equal(Hyperparameters.All.Length, read.Leases[0].Plan.Config.Stated.Length);
        return read.Leases[0].Plan.Config;
    }

    private static ParameterValue Longest(ParameterKind kind) => kind switch
    {
        ParameterKind.WholeNumber k => new ParameterValue.Integer(k.Max),
        ParameterKind.RealNumber => new ParameterValue.Real(1.2345678901234567e-300),
        ParameterKind.OneOf k => new ParameterValue.Word(k.Words.MaxBy(w => w.Length)!),
        ParameterKind.Switch => new ParameterValue.Flag(false),
        ParameterKind.WholeNumbers k => new ParameterValue.Integers([.. Enumerable.Repeat(k.Max, ParameterKind.WholeNumbers.MaxLength)]),
        ParameterKind.WordOrNumber k => new ParameterValue.Word(k.Words.MaxBy(w => w.Length)!),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    private static void AssertFits(WireMessage message)
    {
        var body = WireCodec.Encode(message);

        Assert.True(WireEquality.AreSame(message, WireCodec.Decode(WireCodec.ManifestOf(message), body)));
    }
}
