using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Tests;

/// <summary>A small study whose events come from the production rules; each call takes ten seconds of its clock.</summary>
internal sealed class SampleStudy
{
    public const string Worker = "worker-1";

    public static readonly ImageShape Image = new(1, 28, 28);

    private readonly List<StudyEvent> _events = [];
    private StudyState _state = StudyState.Empty;
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);

    public SampleStudy(string space, int replicates = 1, string objective = "validation_accuracy", int maxAttempts = 1, string dataset = "name: glyphs", int? validationImages = null)
    {
        Spec = Read($$"""
            study: sample
            seed: 7
            dataset: { {{dataset}} }
            space: { {{space}} }
            replicates: {{replicates}}
            max_attempts: {{maxAttempts}}
            objective: { metric: {{objective}} }
            """);
        Definition = new StudyDefinition(
            Spec.Study, Spec.Seed, Spec.DataSet, "f00d", Image, 10, Spec.Objective, Spec.MaxAttempts, Spec.Source,
            ValidationImages: validationImages);
        Plans = Grid.Expand(Spec, Image, classes: 10).Trials;
        Do(new StudyCommand.Create(Definition, Plans));
        Do(new StudyCommand.Open(TimeSpan.FromMinutes(1), WorkersAreGone: true));
    }

    public ExperimentSpec Spec { get; }

    public StudyDefinition Definition { get; }

    public ImmutableArray<TrialPlan> Plans { get; }

    public IReadOnlyList<StudyEvent> Events => _events;

    public static ExperimentSpec Read(string file) => ExperimentReader.Read(file) switch
    {
        ExperimentReading.Valid { Spec: var spec } => spec,
        ExperimentReading.Invalid { Errors: var errors } => throw new ArgumentException(string.Join('\n', errors)),
        _ => throw new InvalidOperationException(),
    };

    public static EpochMetrics Epoch(double accuracy, int epoch = 1, double seconds = 1.5) =>
        new(epoch, 0.5, 0.8, 1 - accuracy, accuracy, seconds);

    public static TrialResult Completed(double accuracy, double testAccuracy = 0.75) =>
        new(TrialOutcome.Completed, string.Empty, Epoch(accuracy), 0.25, testAccuracy, 1, 12.5);

    public StudyReply Do(StudyCommand command)
    {
        var decision = Study.Decide(_state, command, _now);
        _state = Study.Apply(_state, decision.Events);
        _events.AddRange(decision.Events);
        _now += TimeSpan.FromSeconds(10);
        return decision.Reply;
    }

    public TrialLease Claim(string worker = Worker) => Assert.IsType<StudyReply.Granted>(Do(new StudyCommand.Claim(worker, 1))).Leases[0];

    public SampleStudy Finish(TrialResult result)
    {
        var lease = Claim();
        Do(new StudyCommand.Finish(lease.Plan.Id, lease.Attempt, result));
        return this;
    }

    /// <summary>Claims a trial and reports epochs of it.</summary>
    public TrialLease Begin(params EpochMetrics[] epochs)
    {
        var lease = Claim();
        foreach (var epoch in epochs)
        {
            Do(new StudyCommand.ReportEpoch(lease.Plan.Id, lease.Attempt, epoch));
        }

        return lease;
    }

    public void End(TrialLease lease, TrialResult result) => Do(new StudyCommand.Finish(lease.Plan.Id, lease.Attempt, result));

    public SampleStudy Finish(double accuracy) => Finish(Completed(accuracy));

    public SampleStudy Diverge(string reason) => Finish(new TrialResult(TrialOutcome.Diverged, reason, null, null, null, 0, 0.5));

    public SampleStudy Fail(string reason)
    {
        var lease = Claim();
        Do(new StudyCommand.Fail(lease.Plan.Id, lease.Attempt, reason));
        return this;
    }
}
