using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Ledger.Conformance;

/// <summary>A study that was run with random commands, good ones and stale ones, from a seed.</summary>
/// <param name="Batches">The events, as they would be appended.</param>
/// <param name="State">The study as it stands after them.</param>
public sealed record LegalHistory(ImmutableArray<ImmutableArray<StudyEvent>> Batches, StudyState State)
{
    /// <summary>Runs a study.</summary>
    public static LegalHistory Of(int seed, string study, int trials, int steps)
    {
        var random = new Random(seed);
        var batches = ImmutableArray.CreateBuilder<ImmutableArray<StudyEvent>>();
        var state = StudyState.Empty;
        var now = SampleEvents.Start;

        void Do(StudyCommand command)
        {
            var events = Study.Decide(state, command, now).Events;
            if (!events.IsEmpty)
            {
                batches.Add(events);
                state = Study.Apply(state, events);
            }
        }

        Do(new StudyCommand.Create(SampleEvents.Definition(study), SampleEvents.Plans(trials)));
        Do(new StudyCommand.Open(TimeSpan.FromSeconds(30), WorkersAreGone: false));
        for (var step = 0; step < steps; step++)
        {
            now = now.AddSeconds(random.Next(5));
            Do(Command(random, state, study, trials));
        }

        return new LegalHistory(batches.DrainToImmutable(), state);
    }

    private static StudyCommand Command(Random random, StudyState state, string study, int trials)
    {
        var trial = state.Trials[state.Running.IsEmpty || random.Next(10) == 0
            ? random.Next(state.Trials.Count)
            : state.Running[random.Next(state.Running.Count)]];
        var id = trial.Plan.Id;
        var attempt = trial.Attempt - (random.Next(10) == 0 ? 1 : 0);
        return random.Next(20) switch
        {
            < 7 => new StudyCommand.Claim($"worker-{random.Next(4)}", random.Next(1, 4)),
            < 9 => new StudyCommand.Renew(id, attempt),
            < 12 => new StudyCommand.ReportEpoch(id, attempt, Metrics(random)),
            < 15 => new StudyCommand.Finish(id, attempt, Result(random)),
            15 => new StudyCommand.Fail(id, attempt, SampleEvents.Awkward),
            16 => new StudyCommand.HandBack(id, attempt, "the worker was asked to end"),
            17 => new StudyCommand.ExpireLeases(),
            18 => new StudyCommand.Open(TimeSpan.FromSeconds(20), WorkersAreGone: random.Next(2) == 0),
            _ => new StudyCommand.Extend(
                SampleEvents.Definition(study, $"change {random.Next(3)}"), SampleEvents.Plans(trials + random.Next(5))),
        };
    }

    private static TrialResult Result(Random random)
    {
        var epochs = random.Next(3);
        EpochMetrics? best = epochs == 0 ? null : Metrics(random);
        return new TrialResult(
            (TrialOutcome)random.Next(3), random.Next(2) == 0 ? string.Empty : "so it went", best, Number(random), Number(random), epochs, 1.5);
    }

    private static EpochMetrics Metrics(Random random) => new(
        random.Next(1, 9), Number(random), Number(random), Number(random), Number(random), random.NextDouble());

    private static double Number(Random random) => random.Next(12) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        _ => random.NextDouble(),
    };
}
