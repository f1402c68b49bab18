using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests.Protocol.Wire;

/// <summary>Draws messages of every manifest that hold all that the limits allow: figures that are no numbers, texts in any script.</summary>
internal static class RandomMessages
{
    private static readonly Gen<double> Losses = Gen.OneOf(
        Gen.Elements(0, -0.0, 1, 0.1, 1e-300, double.Epsilon, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity),
        Gen.Choose(int.MinValue, int.MaxValue).Select(i => i / 1e7));

    private static readonly Gen<double> Shares = Gen.OneOf(
        Gen.Elements(0, 1, double.Epsilon, double.NaN), Gen.Choose(0, 10_000_000).Select(i => i / 1e7));

    private static readonly Gen<double> Seconds = Gen.Elements(0, 1.5, 1e-9, double.MaxValue);

    private static readonly Gen<string> Piece = Gen.Elements(
        "a", " ", "\"", "\\", "\n", "\t", "\0", "\u0085", "\u2028", "\u00e9", "\u6f22", "\U0001F600", "</script>", "{", "}", "'", "+", "\u202e", "NaN");

    private static readonly Gen<string> Texts = Gen.ListOf(Piece).Select(string.Concat);

    private static readonly Gen<string> Labels = Gen.ListOf(Piece).Select(p => string.Concat(p.Take(10)));

    private static readonly Gen<string> Names = Words("abzAZ059._/~-");

    private static readonly Gen<string> Studies = Words("abzAZ059._-").Select(n => $"s{n}"[..Math.Min(n.Length + 1, WireLimits.NameLength)]);

    private static readonly Gen<TrialId> Ids = RandomConfigs.Any.Select(c => TrialId.Of(c, 0));

    private static readonly Gen<int> Attempts = Gen.OneOf(Gen.Choose(1, 5), Gen.Elements(int.MaxValue));

    private static readonly Gen<int> Sides = Gen.Elements(1, 28, PixelSize.MaxSide);

    private static readonly Gen<int> Counts = Gen.Elements(0, 1, 1000, int.MaxValue);

    private static readonly Gen<long> Amounts = Gen.Elements(0L, 1, 61_706, long.MaxValue);

    private static readonly Gen<bool> Switches = Gen.Elements(true, false);

    private static readonly Gen<DateTimeOffset> Times =
        from ticks in Gen.Choose(0, int.MaxValue)
        from days in Gen.Choose(0, 40_000)
        from minutes in Gen.Elements(0, 0, 0, -840, 330)
        select new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(minutes)).AddDays(days).AddTicks(ticks);

    private static readonly Gen<EpochMetrics> Metrics =
        from epoch in Attempts
        from losses in Gen.ArrayOf(Losses, 2)
        from shares in Gen.ArrayOf(Shares, 2)
        from seconds in Seconds
        from testLoss in Perhaps(Losses)
        from testAccuracy in Perhaps(Shares)
        select new EpochMetrics(epoch, losses[0], shares[0], losses[1], shares[1], seconds, testLoss, testAccuracy);

    private static readonly Gen<BatchMetrics> Measurement =
        from losses in Gen.ArrayOf(Losses, 2)
        from shares in Gen.ArrayOf(Shares, 2)
        select new BatchMetrics(0, losses[0], shares[0], losses[1], shares[1]);

    /// <summary>Metrics with or without measurements within the epoch, which follow one another.</summary>
    private static readonly Gen<EpochMetrics> MetricsWithCurves =
        from metrics in Metrics
        from every in Gen.Elements(1, 100, int.MaxValue / 20)
        from measurements in Some(Measurement)
        from hasCurve in Switches
        select hasCurve ? metrics with { Batches = [.. measurements.Select((m, i) => m with { Step = (i + 1) * every })] } : metrics;

    private static readonly Gen<TrialResult> Results =
        from outcome in Gen.Elements(TrialOutcome.Completed, TrialOutcome.Collapsed, TrialOutcome.Diverged)
        from reason in Texts
        from best in Metrics
        from loss in Losses
        from accuracy in Shares
        from hasFigures in Switches
        from epochs in Counts
        from seconds in Seconds
        from loading in Perhaps(Seconds)
        from evaluating in Perhaps(Seconds)
        from machine in Gen.OneOf(Texts.Select(t => (string?)t), Gen.Constant((string?)null))
        select outcome == TrialOutcome.Diverged && !hasFigures
            ? new TrialResult(outcome, reason, null, null, null, epochs, seconds, loading, evaluating, machine)
            : new TrialResult(outcome, reason, best, loss, accuracy, epochs, seconds, loading, evaluating, machine);

    private static readonly Gen<TrialLease> Lease =
        from config in RandomConfigs.Any
        from replicate in Gen.Choose(0, 999)
        from costs in Gen.ArrayOf(Amounts, 3)
        from attempt in Attempts
        from seed in Gen.Elements(0UL, 22UL, (ulong)long.MaxValue, ulong.MaxValue)
        from deadline in Times
        from neighbours in Perhaps(Counts)
        select new TrialLease(
            new TrialPlan(TrialId.Of(config, replicate), config, replicate, costs[0], costs[1], costs[2], null), attempt, seed, deadline, neighbours);

    private static readonly Gen<ImmutableArray<TrialLease>> Leases = Gen.NonEmptyListOf(Lease).Select(l => l.ToImmutableArray());

    private static readonly Gen<DeviceState> Device =
        from name in Labels from model in Texts from workers in Counts from memory in Perhaps(Amounts) from used in Perhaps(Amounts)
        from reserved in Amounts from busy in Perhaps(Gen.Choose(0, 100))
        select new DeviceState(name, model, workers, memory, used, reserved, busy);

    private static readonly Gen<WorkerState> Worker =
        from name in Names from device in Labels from does in Texts select new WorkerState(name, device, does);

    private static readonly Gen<NodeState> Node =
        from name in Names from version in Labels from devices in Some(Device) from workers in Some(Worker)
        select new NodeState(name, version, devices, workers);

    private static readonly Gen<StudySummary> Summary =
        from name in Studies from failed in Gen.Choose(0, 9) from ended in Gen.Choose(9, 99) from running in Gen.Choose(0, 9)
        from trials in Gen.Elements(100, int.MaxValue)
        select new StudySummary(name, trials, ended, failed, running);

    private static readonly Gen<ClusterState> Cluster =
        from version in Labels from started in Times from now in Times from store in Texts
        from failure in Gen.OneOf(Texts.Select(t => (string?)t), Gen.Constant((string?)null))
        from studies in Some(Summary)
        from nodes in Some(from node in Node from at in Times select new NodeHeard(node, at))
        from counters in Gen.ListOf(from name in Names from count in Amounts select KeyValuePair.Create(name, count))
        select new ClusterState(
            version, started, now, store, failure, studies, nodes,
            ImmutableSortedDictionary<string, long>.Empty.SetItems(counters));

    private static readonly Gen<StudyDefinition> Definition =
        from name in Studies from seed in Gen.Elements(0UL, ulong.MaxValue) from path in Gen.OneOf(Texts.Select(t => (string?)t), Gen.Constant((string?)null))
        from train in Perhaps(Counts) from test in Perhaps(Counts) from metric in Gen.Elements(Enum.GetValues<Metric>())
        from maximize in Switches from sizes in Gen.ArrayOf(Attempts, 3) from source in Texts
        from resize in Perhaps(from height in Sides from width in Sides select new PixelSize(height, width))
        from normalise in Gen.Elements<Normalisation?>(null, new Normalisation([0.5], [0.25]), new Normalisation([-Normalisation.Largest, 0.1], [Normalisation.SmallestDeviation]))
        from fromTest in Switches from every in Perhaps(Attempts) from testCurve in Switches from hasCurves in Switches
        from validation in Perhaps(Attempts)
        select new StudyDefinition(
            name, seed, new DataSetSpec("mnist", path, train, null, test, resize, normalise, fromTest), "00ff", new ImageShape(sizes[0], sizes[1], 28), 10,
            new Objective(metric, maximize), sizes[2], source, hasCurves ? new Curves(every, testCurve) : null,
            hasCurves ? sizes[2] : null, validation);

    private static readonly Gen<WireMessage.Claim> Claim =
        from worker in Names from capacity in Gen.Choose(1, WireLimits.Capacity) from memory in Perhaps(Amounts) from neighbours in Counts
        from holding in Some(from id in Ids from n in Attempts select new HeldTrial(id, n))
        from unable in Some(Studies) from wait in Gen.Choose(0, WireLimits.WaitMs)
        select new WireMessage.Claim(worker, capacity, memory, neighbours, holding, unable, wait);

    /// <summary>Messages by their manifests.</summary>
    public static ImmutableDictionary<string, Gen<WireMessage>> ByManifest { get; } = new Gen<WireMessage>[]
    {
        Claim.Select(m => (WireMessage)m),
        Names.Select(w => (WireMessage)new WireMessage.Withdraw(w)),
        Studies.Select(s => (WireMessage)new WireMessage.Describe(s)),
        Word((w, s, id, n) => new WireMessage.Renew(w, s, id, n)),
        Word(MetricsWithCurves, (w, s, id, n, m) => new WireMessage.ReportEpoch(w, s, id, n, m)),
        Word(Results, (w, s, id, n, r) => new WireMessage.Finish(w, s, id, n, r)),
        Word(Texts, (w, s, id, n, t) => new WireMessage.Fail(w, s, id, n, t)),
        Word(Texts, (w, s, id, n, t) => new WireMessage.HandBack(w, s, id, n, t)),
        from others in Counts
        from m in Word(Texts, (w, s, id, n, t) => new WireMessage.RunOutOfMemory(w, s, id, n, others, t))
        select m,
        Node.Select(n => (WireMessage)new WireMessage.NodeReport(n)),
        from source in Texts from file in Texts from resume in Switches from extend in Switches
        select (WireMessage)new WireMessage.Submit(source, file, resume, extend),
        from study in Studies from ms in Gen.Elements(1, 60_000, WireLimits.LeaseMs) from leases in Leases
        select (WireMessage)new WireMessage.Granted(study, ms, leases),
        Gen.Constant((WireMessage)new WireMessage.NothingNow()),
        from word in Gen.Elements(Enum.GetValues<Acknowledgement>()) from ends in Switches
        from m in Word((_, s, id, n) => new WireMessage.Acknowledged(s, id, n, word, ends))
        select m,
        Gen.Constant((WireMessage)new WireMessage.Noted()),
        from study in Studies from opening in Gen.Elements("begun", "extended", "resumed", "complete")
        select (WireMessage)new WireMessage.Submitted(study, opening),
        Some(Texts).Select(l => (WireMessage)new WireMessage.Refused(l)),
        Texts.Select(t => (WireMessage)new WireMessage.Unavailable(t)),
        Definition.Select(d => (WireMessage)new WireMessage.StudyDescription(d)),
        Cluster.Select(c => (WireMessage)new WireMessage.Status(c)),
        Leases.Select(l => (WireMessage)new WireMessage.Train(l)),
        Word((_, _, id, n) => new WireMessage.Abandon(id, n)),
        Gen.Constant((WireMessage)new WireMessage.Ready()),
        Texts.Select(t => (WireMessage)new WireMessage.Unable(t)),
        Word(MetricsWithCurves, (_, _, id, n, m) => new WireMessage.EpochDone(id, n, m)),
        Word(Results, (_, _, id, n, r) => new WireMessage.TrialDone(id, n, r)),
        Word(Texts, (_, _, id, n, t) => new WireMessage.TrialFailed(id, n, t)),
        Word(Texts, (_, _, id, n, t) => new WireMessage.TrialOutOfMemory(id, n, t)),
        Gen.Constant((WireMessage)new WireMessage.Idle()),
    }.ToImmutableDictionary(g => WireCodec.ManifestOf(g.Sample(1, 1).First()));

    /// <summary>Messages of any manifest.</summary>
    public static Gen<WireMessage> Any { get; } = Gen.OneOf(ByManifest.Values.ToArray());

    private static Gen<string> Words(string characters) =>
        from length in Gen.OneOf(Gen.Choose(1, 12), Gen.Constant(WireLimits.NameLength))
        from word in Gen.ArrayOf(Gen.Elements(characters.ToCharArray()), length)
        select new string(word);

    private static Gen<T?> Perhaps<T>(Gen<T> values)
        where T : struct => Gen.OneOf(values.Select(v => (T?)v), Gen.Constant((T?)null));

    private static Gen<ImmutableArray<T>> Some<T>(Gen<T> values) => Gen.ListOf(values).Select(l => l.Take(20).ToImmutableArray());

    private static Gen<WireMessage> Word(Func<string, string, TrialId, int, WireMessage> make) =>
        from worker in Names from study in Studies from id in Ids from n in Attempts select make(worker, study, id, n);

    private static Gen<WireMessage> Word<T>(Gen<T> values, Func<string, string, TrialId, int, T, WireMessage> make) =>
        from worker in Names from study in Studies from id in Ids from n in Attempts from value in values
        select make(worker, study, id, n, value);
}
