using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Protocol.Wire;

/// <summary>One message of each manifest, with a value in every field that can have one.</summary>
internal static class WireSamples
{
    private const string Worker = "gpu-a/0~3f9a12";
    private const string Study = "mnist-grid";

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 250, TimeSpan.Zero);

    private static readonly TrialConfig Config = TrialConfig.From(
    [
        new(ParameterNames.Channels, new ParameterValue.Integers([16, 32, 64])),
        new(ParameterNames.KernelSize, new ParameterValue.Integer(5)),
        new(ParameterNames.BatchNorm, new ParameterValue.Flag(true)),
        new(ParameterNames.Activation, new ParameterValue.Word("gelu")),
        new(ParameterNames.LearningRate, new ParameterValue.Real(0.01)),
    ]);

    private static readonly TrialConfig Other = TrialConfig.From([new(ParameterNames.Architecture, new ParameterValue.Word("lenet"))]);

    private static readonly TrialId Trial = TrialId.Of(Config, 0);

    private static readonly EpochMetrics Metrics = new(2, 0.25, 0.921875, 0.3125, 0.90625, 4.5);

    private static readonly TrialResult Result =
        new(TrialOutcome.Completed, string.Empty, Metrics, TestLoss: 0.3, TestAccuracy: 0.91, Epochs: 5, Seconds: 22.75,
            LoadingSeconds: 1.5, EvaluatingSeconds: 2.25, "NVIDIA H100 80GB HBM3, libtorch 2.7.1, actorsearch 0.1.0 (nuget stack)");

    private static readonly TrialResult Diverged = new(
        TrialOutcome.Diverged,
        "loss is NaN in epoch 2, step 3",
        Metrics with { Epoch = 1, TrainLoss = double.PositiveInfinity, ValidationLoss = double.NaN },
        null,
        null,
        Epochs: 1,
        Seconds: 7);

    private static readonly ImmutableArray<TrialLease> Leases =
    [
        new(new TrialPlan(Trial, Config, 0, 65_000, 1_250_000, 48_000_000, Rejection: null), 1,
            SeedDerivation.TrialSeed(22, Trial), Now.AddMinutes(1)),
        new(new TrialPlan(TrialId.Of(Other, 1), Other, 1, 61_706, 416_520, 32_000_000, Rejection: null), 2,
            SeedDerivation.TrialSeed(22, TrialId.Of(Other, 1)), Now.AddMinutes(1), MaxNeighbours: 1),
    ];

    private static readonly NodeState Node = new(
        "gpu-a",
        "0.1.0",
        [
            new DeviceState("cuda:0", "NVIDIA H100 80GB HBM3", 2, 85_899_345_920, 12_884_901_888, 96_000_000, 87),
            new DeviceState("cpu", string.Empty, 0, null, null, 0, null),
        ],
        [new WorkerState(Worker, "cuda:0", "training"), new WorkerState("gpu-a/1~3f9a12", "cuda:0", "the images of mnist are missing")]);

    private static readonly ImmutableArray<WireMessage> All =
    [
        new WireMessage.Claim(Worker, 4, 64_000_000, 1, [new HeldTrial(Trial, 1)], ["another-study"], 30_000),
        new WireMessage.Withdraw(Worker),
        new WireMessage.Describe(Study),
        new WireMessage.Renew(Worker, Study, Trial, 1),
        new WireMessage.ReportEpoch(Worker, Study, Trial, 1, Metrics),
        new WireMessage.Finish(Worker, Study, Trial, 1, Result),
        new WireMessage.Fail(Worker, Study, Trial, 1, "the training process ended with status 139"),
        new WireMessage.HandBack(Worker, Study, Trial, 1, "the worker leaves"),
        new WireMessage.RunOutOfMemory(Worker, Study, Trial, 1, 2, "CUDA out of memory"),
        new WireMessage.NodeReport(Node),
        new WireMessage.Submit("study: mnist-grid\ndataset: { name: mnist }\n", "mnist-grid.yaml", Resume: true, Extend: false),
        new WireMessage.Granted(Study, 60_000, Leases),
        new WireMessage.NothingNow(),
        new WireMessage.Acknowledged(Study, Trial, 1, Acknowledgement.Recorded, EndsAttempt: true),
        new WireMessage.Noted(),
        new WireMessage.Submitted(Study, "begun"),
        new WireMessage.Refused(["mnist-grid.yaml:3: space.layers: expected a list of values, not nothing", "nothing was submitted"]),
        new WireMessage.Unavailable("results.db: database or disk is full"),
        new WireMessage.StudyDescription(new StudyDefinition(
            Study, 22, new DataSetSpec("mnist", "data/mnist", 10_000, 5000, null),
            "0f343b0931126a20f133d67c2b018a3b1d26f2a1e1d1a45c3b6b2a7f3a2c9d11", new ImageShape(1, 28, 28), 10, Objective.Default, 3,
            "study: mnist-grid\ndataset: { name: mnist }\n", ValidationImages: 5000)),
        new WireMessage.Status(new ClusterState(
            "0.1.0", Now.AddHours(-1), Now, "results.db", "database or disk is full",
            [new StudySummary(Study, 108, 40, 1, 3)],
            [new NodeHeard(Node, Now.AddSeconds(-2))],
            ImmutableSortedDictionary<string, long>.Empty.Add("messages.claim", 42).Add("refused.malformed", 1).Add("stale", 0))),
        new WireMessage.Train(Leases),
        new WireMessage.Abandon(Trial, 1),
        new WireMessage.Ready(),
        new WireMessage.Unable("the images of mnist have another fingerprint"),
        new WireMessage.EpochDone(Trial, 1, Metrics),
        new WireMessage.TrialDone(Trial, 1, Diverged),
        new WireMessage.TrialFailed(Trial, 1, "the network does not fit the image"),
        new WireMessage.TrialOutOfMemory(Trial, 1, "CUDA out of memory"),
        new WireMessage.Idle(),
    ];

    /// <summary>The samples by their manifests.</summary>
    public static ImmutableSortedDictionary<string, WireMessage> ByManifest { get; } =
        All.ToImmutableSortedDictionary(WireCodec.ManifestOf, m => m, StringComparer.Ordinal);
}
