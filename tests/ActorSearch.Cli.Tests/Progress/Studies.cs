using System.Collections.Immutable;
using ActorSearch.Cli.Progress;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Cli.Tests.Progress;

/// <summary>A study for the progress tests, and the events of its life.</summary>
internal static class Studies
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private const string Source = """
        study: shown
        dataset: { name: glyphs }
        model: { layers: 1, channels: 4 }
        space:
          kernel_size: [3, 5]
          learning_rate: [0.01, 0.001]
        training: { epochs: 2 }
        """;

    private static readonly ExperimentSpec Spec = ((ExperimentReading.Valid)ExperimentReader.Read(Source)).Spec;

    public static RunSetting Setting { get; } = new("results.db", Workers: 2, "cpu", Spec.VariedNames, Resumed: false);

    public static ImmutableArray<TrialPlan> Trials { get; } = Grid.Expand(Spec, new ImageShape(1, 28, 28), 10).Trials;

    /// <summary>The events that begin the study.</summary>
    public static ImmutableArray<StudyEvent> Opening { get; } =
    [
        new StudyEvent.Created(
            new StudyDefinition(
                Spec.Study, 1, Spec.DataSet, new string('0', 64), new ImageShape(1, 28, 28), 10, Spec.Objective, 3, Source),
            Noon),
        new StudyEvent.TrialsAdded(Trials, Noon),
        new StudyEvent.Opened(TimeSpan.FromMinutes(1), Noon),
    ];

    /// <summary>The study with nothing done.</summary>
    public static StudyState New { get; } = Study.Apply(StudyState.Empty, Opening);

    /// <summary>What is shown after some events.</summary>
    public static ProgressState Shown(params IEnumerable<StudyEvent> events) => Shown(ProgressState.Of(New, Setting), New, events);

    /// <summary>What is shown after trials of points ended, each a new seed of its point; NaN for one that diverged.</summary>
    public static ProgressState SeveralSeeds(params (int Point, double Accuracy)[] ended)
    {
        var trials = Trials.Concat(Trials.Select(t => t with { Id = TrialId.Of(t.Config, 1), Replicate = 1 })).ToArray();
        var study = Study.Apply(New, new StudyEvent.TrialsAdded([.. trials[Trials.Length..]], Noon));
        var events = ended.Select((e, i) =>
        {
            var seed = ended[..i].Count(other => other.Point == e.Point);
            return new StudyEvent.Finished(
                trials[e.Point + (seed * Trials.Length)].Id, 1,
                double.IsNaN(e.Accuracy)
                    ? new TrialResult(TrialOutcome.Diverged, "the loss became NaN", null, null, null, Epochs: 0, 10)
                    : new TrialResult(TrialOutcome.Completed, string.Empty, Metrics(2, e.Accuracy), 1, e.Accuracy, Epochs: 2, 10),
                Noon);
        });
        return Shown(ProgressState.Of(study, Setting), study, events);
    }

    public static StudyEvent Leased(int trial, int worker, int attempt = 1) => LeasedTo(trial, $"local-{worker}", attempt);

    public static StudyEvent LeasedTo(int trial, string worker, int attempt = 1) =>
        new StudyEvent.Leased(Trials[trial].Id, attempt, worker, Noon.AddMinutes(1), Noon);

    public static StudyEvent Epoch(int trial, int epoch, double accuracy = 0.5) =>
        new StudyEvent.EpochReported(Trials[trial].Id, 1, Metrics(epoch, accuracy), Noon.AddMinutes(1), Noon);

    public static StudyEvent Finished(int trial, double accuracy, double seconds = 10, TrialOutcome outcome = TrialOutcome.Completed) =>
        new StudyEvent.Finished(
            Trials[trial].Id, 1, new TrialResult(outcome, string.Empty, Metrics(2, accuracy), 1, accuracy, Epochs: 2, seconds), Noon);

    public static StudyEvent Ended(int trial, AttemptEnd end, bool givesUp) =>
        new StudyEvent.AttemptEnded(Trials[trial].Id, 1, end, "out of memory", givesUp, Noon);

    private static EpochMetrics Metrics(int epoch, double accuracy) => new(epoch, 1, accuracy, 1, accuracy, 1);

    private static ProgressState Shown(ProgressState start, StudyState study, IEnumerable<StudyEvent> events)
    {
        foreach (var happened in events)
        {
            study = Study.Apply(study, happened);
            start = start.Apply(study, happened);
        }

        return start;
    }
}
