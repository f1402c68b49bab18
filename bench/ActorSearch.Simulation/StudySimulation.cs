using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using static ActorSearch.Simulation.SimulationException;

namespace ActorSearch.Simulation;

/// <summary>One run: a study, a coordinator and some workers in a world of faults, from one seed to one table.</summary>
public static class StudySimulation
{
    /// <summary>Runs a seed: the study, the faults and the world all follow from it.</summary>
    /// <exception cref="SimulationException">A promise was broken; the message says how to replay it.</exception>
    public static SimulationOutcome Run(ulong seed, Action<string>? trace = null)
    {
        var random = new SplitMix64(seed);
        try
        {
            return Run(SimulatedStudy.Draw(random.Fork(), trialsMayFail: true), random, trialsMayFail: true, trace);
        }
        catch (Exception exception) when (trace is null)
        {
            throw new SimulationException(
                $"seed {seed}: {exception.Message}\nreplay: ActorSearch.Simulation --seeds {seed} --trace\n{exception.StackTrace}");
        }
    }

    /// <summary>Runs a study whose trials fail only through faults of the world, so that every world must give the same table.</summary>
    public static SimulationOutcome Run(ulong studySeed, ulong worldSeed) => Run(
        SimulatedStudy.Draw(new SplitMix64(studySeed), trialsMayFail: false), new SplitMix64(worldSeed), trialsMayFail: false, null);

    private static SimulationOutcome Run(SimulatedStudy study, SplitMix64 random, bool trialsMayFail, Action<string>? trace)
    {
        var faults = Faults.Draw(random.Fork(), trialsMayFail);
        var faultsEnd = random.Between(5, 60) * World.LeaseMilliseconds;
        var world = new World(random.Fork(), faults, faultsEnd) { Trace = trace };
        world.Note($"{faults}, until {faultsEnd} ms");
        var coordinator = new SimulatedCoordinator(world, study, (SimulatedCoordinator.RestartHabit)random.Between(0, 2));
        var workers = Enumerable.Range(1, random.Between(1, 6))
            .Select(i => new SimulatedWorker(world, coordinator, study, i)).ToImmutableArray();
        coordinator.Died = () => Array.ForEach([.. workers], w => w.Crash());
        coordinator.Start();
        foreach (var worker in workers)
        {
            world.Heap.After(world.Random.Between(0, 5000), worker.Start);
        }

        if (study.ExtendedDefinition is { } extended)
        {
            world.Heap.After(world.Random.Between(1, (int)faultsEnd), () => Extend(world, coordinator, extended, study.ExtendedTrials));
        }

        RunToTheEnd(world, coordinator, study, faultsEnd + Bound(study));
        return Outcome(world, coordinator, study);
    }

    /// <summary>
    /// Virtual time within which one worker without faults does all the work: each attempt that may be needed takes at
    /// most four epochs of three seconds, and a lease lost in the time of faults must first run out.
    /// </summary>
    private static long Bound(SimulatedStudy study)
    {
        var attempts = Math.Min(study.Definition.MaxAttempts, 5) + 1;
        return (study.ExtendedTrials.Length + 4) * attempts * (12_000 + (5 * World.LeaseMilliseconds));
    }

    private static void Extend(
        World world, SimulatedCoordinator coordinator, StudyDefinition definition, ImmutableArray<TrialPlan> trials)
    {
        var isDone = false;
        Ask();

        void Ask()
        {
            if (!isDone)
            {
                world.Send(() => coordinator.Receive(
                    new StudyCommand.Extend(definition, trials),
                    _ =>
                    {
                        world.Counts.Extensions += isDone ? 0 : 1;
                        isDone = true;
                    }));
                world.Heap.After(World.LeaseMilliseconds, Ask);
            }
        }
    }

    private static void RunToTheEnd(World world, SimulatedCoordinator coordinator, SimulatedStudy study, long bound)
    {
        // Messages on their way at the end must find a study that they do not change: so run on for a while.
        var quietFor = 10 * World.LeaseMilliseconds;
        long? endedAt = null;
        var eventsAtEnd = 0;
        while (endedAt is null || world.Heap.NowMilliseconds < endedAt + quietFor)
        {
            Require(world.Heap.NowMilliseconds <= bound + quietFor, $"the work has not ended by {bound} ms");
            world.Heap.RunNext();
            if (endedAt is null && world.FaultsEnded && coordinator.IsCompleted
                && coordinator.Ledger.State.Trials.Count == study.ExtendedTrials.Length)
            {
                endedAt = world.Heap.NowMilliseconds;
                eventsAtEnd = coordinator.Ledger.Count;
            }
        }

        var late = coordinator.Ledger.Read().Skip(eventsAtEnd).Where(e => e is not (StudyEvent.Opened or StudyEvent.Redefined));
        Require(!late.Any(), $"after completion came {string.Join(", ", late)}");
    }

    private static SimulationOutcome Outcome(World world, SimulatedCoordinator coordinator, SimulatedStudy study)
    {
        var state = coordinator.Ledger.State;
        var ends = coordinator.Ledger.Read()
            .Select(e => e switch
            {
                StudyEvent.Finished f => f.Trial,
                StudyEvent.AttemptEnded { GivesUp: true } a => a.Trial,
                _ => (TrialId?)null,
            })
            .OfType<TrialId>()
            .ToLookup(id => id);
        Require(
            state.Trials.Select(t => t.Plan).ToHashSet().SetEquals(study.ExtendedTrials), $"the study's trials are not those of the grid");
        foreach (var trial in state.Trials)
        {
            var isRejected = trial.Plan.Rejection is not null;
            Require(ends[trial.Plan.Id].Count() == (isRejected ? 0 : 1), $"{trial} ended {ends[trial.Plan.Id].Count()} times");
            CheckTrial(trial, isRejected, study);
        }

        Require(
            coordinator.Ledger.Read().Last(e => e is not (StudyEvent.Opened or StudyEvent.Redefined)) is StudyEvent.Completed
                || state.Trials.IsEmpty,
            $"completion is not the last thing that happened");
        world.Counts.Trials = state.Trials.Count;
        world.Counts.VirtualSeconds = world.Heap.NowMilliseconds / 1000;
        return new SimulationOutcome(
            [.. state.Trials.OrderBy(t => t.Plan.Id).Select(t => $"{t.Plan.Id} {t.Outcome} {t.Result}")], world.Counts);
    }

    private static void CheckTrial(TrialState trial, bool isRejected, SimulatedStudy study)
    {
        var expected = FakeTrainer.Train(study.SeedOf(trial.Plan.Id));
        var isRight = trial.Outcome switch
        {
            TrialOutcome.Rejected => isRejected && trial.Result is null && trial.Attempt == 0,
            TrialOutcome.Failed => trial.Result is null && trial.Failures == study.Definition.MaxAttempts,
            _ => trial.Result == expected && trial.Outcome == expected.Outcome && trial.Failures < study.Definition.MaxAttempts,
        };
        Require(isRight && trial.Status == TrialStatus.Ended, $"{trial} is no proper end");
        Require(!study.AlwaysFails(trial.Plan.Id) || trial.Outcome is TrialOutcome.Failed or TrialOutcome.Rejected, $"{trial} cannot succeed");
    }
}
