using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Tests.Studies;

/// <summary>A study under test: commands go in one by one, and it stands as its events leave it.</summary>
internal sealed class StudyFixture
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public static readonly EpochMetrics Metrics = new(1, 0.5, 0.8, 0.6, 0.7, 1.5);

    public static readonly TrialResult Result = new(TrialOutcome.Completed, string.Empty, Metrics, 0.6, 0.7, 1, 2);

    private StudyFixture(StudyDefinition definition) => Definition = definition;

    public StudyDefinition Definition { get; }

    public StudyState State { get; private set; } = StudyState.Empty;

    /// <summary>The coordinator's clock, moved by the test.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A study of some trials, open for work.</summary>
    public static StudyFixture Of(int trials, int maxAttempts = 3, params int[] rejected)
    {
        var study = Empty(maxAttempts);
        study.Do(new StudyCommand.Create(study.Definition, Plans(1, trials, rejected)));
        study.Do(new StudyCommand.Open(Lease, WorkersAreGone: false));
        return study;
    }

    /// <summary>A study that was not begun.</summary>
    public static StudyFixture Empty(int maxAttempts = 3) => new(new StudyDefinition(
        "demo", 22, new DataSetSpec("glyphs"), "00ff", new ImageShape(1, 28, 28), 10, Objective.Default, maxAttempts, "study: demo"));

    /// <summary>Trials by number; those whose number is among the rejected cannot be built.</summary>
    public static ImmutableArray<TrialPlan> Plans(int from, int to, params int[] rejected) =>
        [.. Enumerable.Range(from, to - from + 1).Select(i => Plan(i, rejected.Contains(i) ? "conv1: does not fit" : null))];

    /// <summary>A trial that needs as many kilobytes as its number says.</summary>
    public static TrialPlan Plan(int number, string? rejection = null)
    {
        var config = TrialConfig.From([new(ParameterNames.LearningRate, new ParameterValue.Real(number / 1000.0))]);
        return new TrialPlan(TrialId.Of(config, 0), config, 0, 100, 1000, 1000 * number, rejection);
    }

    public static TrialId Id(int number) => Plan(number).Id;

    public TrialState Trial(int number) => State.Find(Id(number))!;

    public Decision Do(StudyCommand command)
    {
        var decision = Study.Decide(State, command, Now);
        State = Study.Apply(State, decision.Events);
        return decision;
    }

    public ImmutableArray<TrialLease> Claim(int capacity = 1, string worker = "ann") =>
        Claim(new StudyCommand.Claim(worker, capacity) { Holding = HeldBy(worker) });

    public ImmutableArray<TrialLease> Claim(StudyCommand.Claim claim) =>
        Do(claim).Reply is StudyReply.Granted granted ? granted.Leases : [];

    /// <summary>All that a worker holds.</summary>
    public ImmutableArray<HeldTrial> HeldBy(string worker) =>
        [.. State.Trials.Where(t => t.Status == TrialStatus.Running && t.Worker == worker).Select(t => new HeldTrial(t.Plan.Id, t.Attempt))];

    public Acknowledgement Finish(int number, int attempt) => Word(new StudyCommand.Finish(Id(number), attempt, Result));

    public Acknowledgement Fail(int number, int attempt) => Word(new StudyCommand.Fail(Id(number), attempt, "out of memory"));

    public Acknowledgement Word(StudyCommand command) => ((StudyReply.Acknowledged)Do(command).Reply).Word;
}
