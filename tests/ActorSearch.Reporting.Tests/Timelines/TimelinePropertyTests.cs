using ActorSearch.Core.Studies;
using ActorSearch.Reporting.Timelines;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Reporting.Tests.Timelines;

public sealed class TimelinePropertyTests
{
    [Fact]
    public void Each_workers_totals_are_the_time_in_which_the_study_ran_and_nothing_is_negative() => Holds(Histories, events =>
    {
        var timeline = Fold(events);

        var ran = timeline.Duration - timeline.Pauses.Aggregate(TimeSpan.Zero, (sum, p) => sum + (p.To - p.From));
        Assert.All(timeline.Pauses, p => Assert.True(p.From < p.To && p.From >= TimeSpan.Zero && p.To <= timeline.Duration));
        Assert.All(timeline.Workers, w =>
        {
            Assert.Equal(ran, w.Totals.Values.Aggregate(TimeSpan.Zero, (sum, t) => sum + t));
            Assert.Equal(Enum.GetValues<SpanKind>(), w.Totals.Keys);
            Assert.All(w.Totals.Values, t => Assert.True(t >= TimeSpan.Zero));
        });
    });

    [Fact]
    public void Each_spans_parts_are_its_length_and_no_span_lies_in_a_pause() => Holds(Histories, events =>
    {
        var timeline = Fold(events);

        Assert.All(timeline.Workers.SelectMany(w => w.Spans), s =>
        {
            Assert.True(TimeSpan.Zero <= s.From && s.From <= s.To && s.To <= timeline.Duration, $"{s}");
            Assert.All([s.Loading, s.Training, s.Evaluating, s.Recording], part => Assert.True(part >= TimeSpan.Zero, $"{s}"));
            Assert.Equal(s.To - s.From, s.Loading + s.Training + s.Evaluating + s.Recording);
            Assert.All(timeline.Pauses, p => Assert.True(s.To <= p.From || s.From >= p.To, $"{s} lies in the pause {p}"));
        });
        Assert.Equal(events.OfType<StudyEvent.Leased>().Count(), timeline.Workers.Sum(w => w.Spans.Length));
    });

    [Fact]
    public void The_order_of_what_happens_to_several_workers_at_one_time_changes_nothing() => Holds(
        from seed in Gen.Choose(0, int.MaxValue) from other in Gen.Choose(0, int.MaxValue) select (seed, other),
        seeds =>
        {
            var random = new Random(seeds.seed);
            var scripts = Enumerable.Range(0, 4).Select(w => Script(random, w)).ToArray();

            Assert.Equal(
                Course.Describe(Fold(Merged(scripts, new Random(seeds.seed)))), Course.Describe(Fold(Merged(scripts, new Random(seeds.other)))));
        });

    [Fact]
    public void A_timeline_in_between_leaves_the_one_at_the_end_as_it_is() => Holds(Histories, events =>
    {
        var fold = new TimelineFold();
        foreach (var happened in events)
        {
            fold.Add(happened);
            fold.ToTimeline();
        }

        Assert.Equal(Course.Describe(Fold(events)), Course.Describe(fold.ToTimeline()));
    });

    private static StudyTimeline Fold(IEnumerable<StudyEvent> events)
    {
        var fold = new TimelineFold();
        foreach (var happened in events)
        {
            fold.Add(happened);
        }

        return fold.ToTimeline();
    }

    private static void Holds<T>(Gen<T> values, Action<T> property) =>
        Prop.ForAll(values.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(300));

    /// <summary>What the rules of a study make of random commands, on a clock that may be set.</summary>
    private static Gen<IReadOnlyList<StudyEvent>> Histories =>
        from seed in Gen.Choose(0, int.MaxValue) from steps in Gen.Choose(0, 80) select History(new Random(seed), steps);

    private static IReadOnlyList<StudyEvent> History(Random random, int steps)
    {
        var sample = new SampleStudy("learning_rate: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]", maxAttempts: 3);
        var events = new List<StudyEvent>();
        var state = StudyState.Empty;
        var now = Course.Start;
        Do(new StudyCommand.Create(sample.Definition, sample.Plans[..4]));
        Do(new StudyCommand.Open(TimeSpan.FromSeconds(9), WorkersAreGone: true));
        for (var step = 0; step < steps; step++)
        {
            now = now.AddSeconds(random.Next(20) == 0 ? -random.Next(60) : random.Next(4) / 3.0);
            Do(Command());
        }

        return events;

        void Do(StudyCommand command)
        {
            var decided = Study.Decide(state, command, now).Events;
            state = Study.Apply(state, decided);
            events.AddRange(decided);
        }

        StudyCommand Command()
        {
            var trial = state.Trials[state.Running.IsEmpty ? random.Next(state.Trials.Count) : state.Running[random.Next(state.Running.Count)]];
            var (id, attempt) = (trial.Plan.Id, trial.Attempt);
            return random.Next(16) switch
            {
                < 5 => new StudyCommand.Claim($"node/{random.Next(2)}~{random.Next(2)}", random.Next(1, 3)),
                5 => new StudyCommand.Renew(id, attempt),
                6 => new StudyCommand.ReportEpoch(id, attempt, SampleStudy.Epoch(0.5)),
                < 10 => new StudyCommand.Finish(id, attempt, Course.Result(random.Next(4) / 1.5, Perhaps(), Perhaps())),
                10 => new StudyCommand.Fail(id, attempt, "so it went"),
                11 => new StudyCommand.HandBack(id, attempt, "so it went"),
                12 => new StudyCommand.ExpireLeases(),
                13 => new StudyCommand.Extend(sample.Definition, sample.Plans),
                _ => new StudyCommand.Open(TimeSpan.FromSeconds(9), WorkersAreGone: random.Next(2) == 0),
            };
        }

        double? Perhaps() => random.Next(3) == 0 ? null : random.Next(4) / 1.5;
    }

    /// <summary>What one worker does, on trials of its own.</summary>
    private static List<StudyEvent> Script(Random random, int worker)
    {
        var events = new List<StudyEvent>();
        var now = Course.Start;
        for (var i = 0; i < random.Next(8); i++)
        {
            var trial = Course.Trial((worker * 100) + i);
            events.Add(new StudyEvent.Leased(trial, 1, $"node-{worker}", now, now = now.AddSeconds(random.Next(3))));
            events.Add(new StudyEvent.Renewed(trial, 1, now, now = now.AddSeconds(random.Next(3))));
            now = now.AddSeconds(random.Next(3));
            events.Add(random.Next(3) switch
            {
                0 => new StudyEvent.AttemptEnded(trial, 1, (AttemptEnd)random.Next(4), "so it went", GivesUp: false, now),
                _ => new StudyEvent.Finished(trial, 1, Course.Result(random.Next(3), random.Next(3), random.Next(3)), now),
            });
        }

        return events;
    }

    /// <summary>All scripts by their times, what happens at one time in any order.</summary>
    private static IEnumerable<StudyEvent> Merged(IReadOnlyList<IReadOnlyList<StudyEvent>> scripts, Random random)
    {
        var next = new int[scripts.Count];
        yield return new StudyEvent.Opened(TimeSpan.FromMinutes(1), Course.Start);
        while (true)
        {
            var waiting = Enumerable.Range(0, scripts.Count).Where(s => next[s] < scripts[s].Count).ToArray();
            if (waiting.Length == 0)
            {
                yield break;
            }

            var first = waiting.Min(s => scripts[s][next[s]].At);
            var due = waiting.Where(s => scripts[s][next[s]].At == first).ToArray();
            var chosen = due[random.Next(due.Length)];
            yield return scripts[chosen][next[chosen]++];
        }
    }
}
