using System.Globalization;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Timelines;

namespace ActorSearch.Reporting.Tests.Timelines;

/// <summary>A study's events at seconds that a test names, and the timeline of them.</summary>
internal sealed class Course
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);

    private static readonly StudyDefinition Definition = new SampleStudy("layers: [1]").Definition;

    private readonly TimelineFold _fold = new();

    public StudyTimeline Timeline => _fold.ToTimeline();

    public static TrialId Trial(int number) => TrialId.Of(TrialConfig.Empty, number);

    public static TrialResult Result(double seconds, double? loading = null, double? evaluating = null) =>
        new(TrialOutcome.Completed, string.Empty, SampleStudy.Epoch(0.5), 0.5, 0.5, 1, seconds, loading, evaluating);

    /// <summary>Begins the study and opens it.</summary>
    public static Course Begun() => new Course().Create(0).Open(0);

    public Course Add(StudyEvent happened)
    {
        _fold.Add(happened);
        return this;
    }

    public Course Create(double at) => Add(new StudyEvent.Created(Definition, Start.AddSeconds(at)));

    public Course Extend(double at) => Add(new StudyEvent.TrialsAdded([], Start.AddSeconds(at)));

    public Course Open(double at) => Add(new StudyEvent.Opened(TimeSpan.FromMinutes(1), Start.AddSeconds(at)));

    public Course Lease(double at, int trial, string worker = "local-1", int attempt = 1) =>
        Add(new StudyEvent.Leased(Trial(trial), attempt, worker, Start, Start.AddSeconds(at)));

    public Course Renew(double at, int trial, int attempt = 1) =>
        Add(new StudyEvent.Renewed(Trial(trial), attempt, Start, Start.AddSeconds(at)));

    public Course Epoch(double at, int trial, int attempt = 1) =>
        Add(new StudyEvent.EpochReported(Trial(trial), attempt, SampleStudy.Epoch(0.5), Start, Start.AddSeconds(at)));

    public Course Finish(double at, int trial, TrialResult result, int attempt = 1) =>
        Add(new StudyEvent.Finished(Trial(trial), attempt, result, Start.AddSeconds(at)));

    public Course End(double at, int trial, AttemptEnd end, int attempt = 1) =>
        Add(new StudyEvent.AttemptEnded(Trial(trial), attempt, end, "so it went", GivesUp: false, Start.AddSeconds(at)));

    public Course Complete(double at) => Add(new StudyEvent.Completed(Start.AddSeconds(at)));

    /// <summary>A worker's totals in seconds: those that are not zero, in the order of the kinds.</summary>
    public string Totals(int worker = 0) => string.Join(' ', Timeline.Workers[worker].Totals
        .Where(t => t.Value != TimeSpan.Zero)
        .Select(t => $"{t.Key.ToString().ToLowerInvariant()} {Seconds(t.Value)}"));

    /// <summary>A worker's spans in seconds.</summary>
    public IEnumerable<string> Spans(int worker = 0) => Timeline.Workers[worker].Spans.Select(Describe);

    public IEnumerable<string> Pauses() => Timeline.Pauses.Select(p => $"{Seconds(p.From)}-{Seconds(p.To)}");

    /// <summary>All that a timeline says, to be compared.</summary>
    public static string Describe(StudyTimeline timeline) => string.Join('\n',
    [
        $"{Seconds(timeline.Duration)} s",
        .. timeline.Pauses.Select(p => $"pause {Seconds(p.From)}-{Seconds(p.To)}"),
        .. timeline.Workers.Select(w => $"{w.Worker}: {string.Join(' ', w.Totals.Values.Select(Seconds))}: {string.Join("; ", w.Spans.Select(s => s.Trial + Describe(s)))}"),
    ]);

    private static string Describe(TrialSpan s) =>
        $"{Seconds(s.From)}-{Seconds(s.To)}: {Seconds(s.Loading)} {Seconds(s.Training)} {Seconds(s.Evaluating)} {Seconds(s.Recording)}{(s.IsLost ? " lost" : string.Empty)}";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
