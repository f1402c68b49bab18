using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Measurements;

namespace ActorSearch.Page.Tests.Samples;

/// <summary>A study's events as a search would have left them, drawn from a seed: the same in every run.</summary>
internal sealed class SampleStudy
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);
    private static readonly ImageShape Image = new(1, 28, 28);

    private readonly List<StudyEvent> _events = [];
    private readonly Random _random = new(20260314);
    private readonly SampleWords _words;

    /// <param name="experiment">The experiment file's text.</param>
    /// <param name="workers">Number of workers that share the trials.</param>
    /// <param name="words">Texts of the study that come from outside.</param>
    public SampleStudy(string experiment, int workers, SampleWords? words = null)
    {
        _words = words ?? SampleWords.Plain;
        Spec = ExperimentReader.Read(experiment) is ExperimentReading.Valid { Spec: var spec }
            ? spec
            : throw new ArgumentException("the sample's experiment file has errors", nameof(experiment));
        var definition = new StudyDefinition(
            _words.Study ?? Spec.Study,
            Spec.Seed,
            Spec.DataSet,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            Image,
            10,
            Spec.Objective,
            Spec.MaxAttempts,
            _words.Source ?? Spec.Source,
            ValidationImages: 10_000);
        var plans = Grid.Expand(Spec, Image, classes: 10).Trials;
        _events.Add(new StudyEvent.Created(definition, Start));
        _events.Add(new StudyEvent.TrialsAdded(plans, Start));
        _events.Add(new StudyEvent.Opened(TimeSpan.FromMinutes(1), Start));
        Run([.. plans.Where(p => p.Rejection is null)], workers);
        Events = [.. _events.OrderBy(e => e.At)];
    }

    public ExperimentSpec Spec { get; }

    /// <summary>All events, in the order of their times.</summary>
    public ImmutableArray<StudyEvent> Events { get; }

    /// <summary>What the study came to after a share of its events, 0 to 1.</summary>
    public StudyMeasurements Measurements(double share = 1)
    {
        var fold = new MeasurementsFold();
        foreach (var happened in Events.Take(Math.Max(3, (int)(share * Events.Length))))
        {
            fold.Add(happened);
        }

        return fold.ToMeasurements();
    }

    /// <summary>Each trial goes to the worker that is free first.</summary>
    private void Run(ImmutableArray<TrialPlan> plans, int workers)
    {
        var free = new PriorityQueue<int, DateTimeOffset>();
        for (var worker = 0; worker < workers; worker++)
        {
            free.Enqueue(worker, Start.AddSeconds(0.2 + (0.1 * worker)));
        }

        var last = Start;
        foreach (var plan in plans)
        {
            free.TryDequeue(out var worker, out var at);
            at = Attempt(plan, $"{_words.Worker ?? "local"}-{worker + 1}", at);
            last = at > last ? at : last;
            free.Enqueue(worker, at.AddSeconds(0.05 + (_random.NextDouble() * 0.4)));
        }

        _events.Add(new StudyEvent.Completed(last.AddSeconds(0.1)));
    }

    private DateTimeOffset Attempt(TrialPlan plan, string worker, DateTimeOffset at, int attempt = 1)
    {
        _events.Add(new StudyEvent.Leased(plan.Id, attempt, worker, at.AddMinutes(1), at));
        var loading = 0.3 + (_random.NextDouble() * 0.5);
        if (_random.NextDouble() < 0.02)
        {
            at = at.AddSeconds(loading + 1);
            var givesUp = attempt == Spec.MaxAttempts || _random.NextDouble() < 0.4;
            _events.Add(new StudyEvent.AttemptEnded(
                plan.Id, attempt, AttemptEnd.Failed, _words.Reason ?? "the training process ended with status 139 (segmentation fault)", givesUp, at));
            return givesUp ? at : Attempt(plan, worker, at.AddSeconds(0.2), attempt + 1);
        }

        var began = at;
        at = at.AddSeconds(loading);
        var curve = MetricModel.Curve(plan, _random);
        foreach (var epoch in curve.Epochs)
        {
            at = at.AddSeconds(epoch.Seconds);
            _events.Add(new StudyEvent.EpochReported(plan.Id, attempt, epoch, at.AddMinutes(1), at));
        }

        var best = curve.Epochs.IsEmpty
            ? null
            : curve.Epochs.Aggregate((a, b) => Spec.Objective.IsBetter(b.Get(Spec.Objective.Metric), a.Get(Spec.Objective.Metric)) ? b : a);
        var seconds = (at - began).TotalSeconds - loading;
        var result = new TrialResult(
            curve.Outcome,
            curve.Outcome == TrialOutcome.Diverged ? _words.Reason ?? $"epoch {curve.Epochs.Length + 1}, step 17: the training loss became NaN" : string.Empty,
            best,
            best is null || curve.Outcome != TrialOutcome.Completed ? null : best.ValidationLoss * 1.03,
            best is null || curve.Outcome != TrialOutcome.Completed ? null : best.ValidationAccuracy - 0.004 + (_random.NextDouble() * 0.006),
            curve.Epochs.Length,
            seconds,
            LoadingSeconds: loading,
            EvaluatingSeconds: seconds * 0.12,
            Machine: _words.Machine ?? "cpu, 2 threads, libtorch 1.13.1");
        at = at.AddSeconds(0.02 + (_random.NextDouble() * 0.05));
        _events.Add(new StudyEvent.Finished(plan.Id, attempt, result, at));
        return at;
    }
}
