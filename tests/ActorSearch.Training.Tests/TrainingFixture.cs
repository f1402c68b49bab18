using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Data;
using ActorSearch.Training.Data;
using TorchSharp;

namespace ActorSearch.Training.Tests;

/// <summary>A small study of glyphs, and trials of it.</summary>
public sealed class TrainingFixture : IDisposable
{
    public TrainingFixture()
    {
        var spec = new DataSetSpec("glyphs", Train: 600, Validation: 200, Test: 200);
        Splits = DataSets.Load(spec, seed: 5, DataSources.Default(), CancellationToken.None);
        Study = new StudyDefinition(
            "tests", Seed: 5, spec, Splits.Fingerprint, new ImageShape(1, 28, 28), Classes: 10, Objective.Default, 3, string.Empty);
        Data = new DeviceSplits(Splits, torch.CPU);
    }

    public DataSplits Splits { get; }

    public StudyDefinition Study { get; }

    public DeviceSplits Data { get; }

    /// <summary>A lease on a configuration given as <c>key=value</c> words.</summary>
    internal static TrialLease Lease(string words, ulong seed = 11)
    {
        var config = Config(words);
        return new TrialLease(new TrialPlan(TrialId.Of(config, 0), config, 0, 0, 0, 0, null), Attempt: 1, seed, default);
    }

    internal static TrialConfig Config(string words)
    {
        var source = $"study: x\ndataset: {{ name: glyphs }}\nspace:\n"
            + string.Concat(words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('='))
                .Select(pair => $"  {pair[0]}: [{pair[1]}]\n"));
        var reading = Assert.IsType<ExperimentReading.Valid>(ExperimentReader.Read(words.Length == 0 ? source.Replace("space:\n", "") : source));
        return reading.Spec.Space.Points().Single();
    }

    /// <summary>Trains leases on the calling thread and gives what was reported.</summary>
    internal Reports Train(params TrialLease[] leases)
    {
        var reports = new Reports();
        new TorchTrainer(Study, Data, threads: 1).Train(leases, reports, reports.Cancellation.Token);
        return reports;
    }

    public void Dispose() => Data.Dispose();

    internal sealed class Reports : ITrialReports
    {
        public List<(TrialId Trial, EpochMetrics Metrics)> Epochs { get; } = [];

        public List<(TrialId Trial, TrialResult Result)> Results { get; } = [];

        public List<(TrialId Trial, string Error)> Failures { get; } = [];

        public List<(TrialId Trial, string Error)> LackedMemory { get; } = [];

        public CancellationTokenSource Cancellation { get; } = new();

        public Action OnEpoch { get; init; } = () => { };

        public Func<bool> Abandoned { get; set; } = () => false;

        /// <summary>All figures but the times.</summary>
        public IEnumerable<object> Figures =>
        [
            .. Epochs.Select(e => e.Metrics with { Seconds = 0 }),
            .. Results.Select(r => r.Result with { Seconds = 0, EvaluatingSeconds = null, Best = r.Result.Best is { } best ? best with { Seconds = 0 } : null }),
        ];

        public void Epoch(TrialLease lease, EpochMetrics metrics)
        {
            Epochs.Add((lease.Plan.Id, metrics));
            OnEpoch();
        }

        public void Ended(TrialLease lease, TrialResult result) => Results.Add((lease.Plan.Id, result));

        public void Failed(TrialLease lease, string error) => Failures.Add((lease.Plan.Id, error));

        public void OutOfMemory(TrialLease lease, string error) => LackedMemory.Add((lease.Plan.Id, error));

        public bool IsAbandoned(TrialLease lease) => Abandoned();
    }
}
